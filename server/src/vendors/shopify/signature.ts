import { createHmac } from "node:crypto";
import { isSameSignature } from "../same-signature.ts";

/**
 * Verifies a Shopify webhook: base64 of HMAC-SHA256 over the raw body, keyed with the app's client secret.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export function verifyShopifySignature(
  clientSecret: string,
  body: string | Uint8Array,
  signature: string,
): boolean {
  const expected = createHmac("sha256", clientSecret).update(body).digest("base64");
  return isSameSignature(expected, signature);
}
