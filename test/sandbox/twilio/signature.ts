import { createHmac } from "node:crypto";

/** `X-Twilio-Signature`: HMAC-SHA1 over the URL and each form parameter, sorted by name, name and value joined. */
export function sign(authToken: string, url: string, params: Record<string, string>): string {
  const sorted = Object.keys(params).sort();
  const signed = url + sorted.map((name) => name + params[name]).join("");
  return createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
}
