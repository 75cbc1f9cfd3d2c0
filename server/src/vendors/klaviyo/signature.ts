import { createHmac, timingSafeEqual } from "node:crypto";

/** Verifies a Klaviyo webhook: hex of HMAC-SHA256 over the raw body followed by the timestamp header. */
export function verifyKlaviyoSignature(
  secret: string,
  timestamp: string,
  body: string | Uint8Array,
  signature: string,
): boolean {
  const expected = createHmac("sha256", secret).update(body).update(timestamp).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
