import { createHmac } from "node:crypto";
import { isSameSignature } from "../same-signature.ts";

/** Verifies a Klaviyo webhook: hex of HMAC-SHA256 over the raw body followed by the timestamp header. */
export function verifyKlaviyoSignature(
  secret: string,
  timestamp: string,
  body: string | Uint8Array,
  signature: string,
): boolean {
  const expected = createHmac("sha256", secret).update(body).update(timestamp).digest("hex");
  return isSameSignature(expected, signature);
}
