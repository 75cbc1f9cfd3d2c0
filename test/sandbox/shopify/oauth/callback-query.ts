import { createHmac } from "node:crypto";

/** The query of an OAuth callback with its `hmac`: hex HMAC-SHA256 of the other parameters, sorted. */
export function signedQuery(parameters: Record<string, string>, clientSecret: string): string {
  const query = Object.keys(parameters)
    .sort()
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(parameters[name]!)}`)
    .join("&");
  const hmac = createHmac("sha256", clientSecret).update(query).digest("hex");
  return `${query}&hmac=${hmac}`;
}
