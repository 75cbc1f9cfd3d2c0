import { createHmac } from "node:crypto";
import { isSameSignature } from "../same-signature.ts";

/**
 * Verifies a Zendesk webhook: base64 of HMAC-SHA256 over the timestamp header followed by the raw body.
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export function verifyZendeskSignature(
  secret: string,
  timestamp: string,
  body: string | Uint8Array,
  signature: string,
): boolean {
  const expected = createHmac("sha256", secret).update(timestamp).update(body).digest("base64");
  return isSameSignature(expected, signature);
}
