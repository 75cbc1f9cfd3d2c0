import { createHmac } from "node:crypto";

/** The `Klaviyo-Signature` of a webhook: the raw body, then the `Klaviyo-Timestamp` header, in hex. */
export function sign(secret: string, body: string, timestamp: string): string {
  return createHmac("sha256", secret)
    .update(body + timestamp)
    .digest("hex");
}
