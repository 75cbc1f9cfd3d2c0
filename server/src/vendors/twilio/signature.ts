import { createHmac } from "node:crypto";
import { isSameSignature } from "../same-signature.ts";

/**
 * Verifies `X-Twilio-Signature`: HMAC-SHA1 over the public URL followed by every form parameter, sorted by name.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function verifyTwilioSignature(
  authToken: string,
  url: string,
  form: URLSearchParams,
  signature: string,
): boolean {
  const names = [...new Set(form.keys())].sort();
  const parameters = names.flatMap((name) =>
    [...new Set(form.getAll(name))].sort().map((value) => name + value),
  );
  return variants(url).some((candidate) => {
    const expected = createHmac("sha1", authToken)
      .update(candidate + parameters.join(""), "utf8")
      .digest("base64");
    return isSameSignature(expected, signature);
  });
}

/** Twilio signs the URL with or without the scheme's default port. */
function variants(url: string): string[] {
  const { protocol, port } = new URL(url);
  if (port !== "") return [url];
  const standard = protocol === "https:" ? 443 : 80;
  return [url, url.replace(/^(https?:\/\/[^/?#]+)/, `$1:${standard}`)];
}
