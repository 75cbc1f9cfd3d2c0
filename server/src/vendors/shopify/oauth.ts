import { createHmac, timingSafeEqual } from "node:crypto";
import type { Gate } from "../gate.ts";
import { explainRefusal, type OAuthClient, tokenAnswer } from "../oauth-tokens.ts";
import { createTransport } from "../transport.ts";

/** What we read and write in a shop; its consent page names each of them. */
const SHOPIFY_SCOPES = [
  "read_customers",
  "read_locations",
  "read_order_edits",
  "read_orders",
  "read_products",
  "write_order_edits",
  "write_orders",
];

/** Where a shop asks its owner. */
export function shopifyAuthorizeUrl(
  origin: string,
  { clientId, redirectUri, state }: Record<"clientId" | "redirectUri" | "state", string>,
): string {
  const url = new URL("/admin/oauth/authorize", origin);
  url.search = new URLSearchParams({
    client_id: clientId,
    scope: SHOPIFY_SCOPES.join(","),
    redirect_uri: redirectUri,
    state,
  }).toString();
  return url.href;
}

/** How old a way back from a consent page may be, as in Shopify's own library. */
const FRESH_SECONDS = 90;

/**
 * Verifies the query with which a shop sends its owner back: hex HMAC-SHA256 over its other parameters, sorted.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 */
export function verifyCallbackQuery(
  clientSecret: string,
  query: Record<string, string>,
  now: number = Date.now(),
): boolean {
  const { hmac = "", ...signed } = query;
  const text = Object.keys(signed)
    .sort()
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(signed[name] ?? "")}`)
    .join("&");
  const expected = createHmac("sha256", clientSecret).update(text).digest();
  const given = Buffer.from(hmac, "hex");
  const age = Math.abs(now / 1000 - Number(query.timestamp));
  return given.length === expected.length && timingSafeEqual(given, expected) && age <= FRESH_SECONDS;
}

/** A shop's expiring offline tokens: an hour for access, 90 days for refresh, rotated at each use. */
export function createShopifyOAuth(origin: string, { clientId, clientSecret }: OAuthClient, gate: Gate) {
  const request = createTransport({
    vendor: "shopify",
    origin,
    gate,
    headers: { accept: "application/json" },
    explain: explainRefusal,
  });
  const ask = (json: Record<string, string>) =>
    request({
      method: "POST",
      path: "/admin/oauth/access_token",
      json: { client_id: clientId, client_secret: clientSecret, ...json },
      answer: tokenAnswer,
    });

  return {
    exchange: (code: string) => ask({ code, expiring: "1" }),
    refresh: (refreshToken: string) => ask({ grant_type: "refresh_token", refresh_token: refreshToken }),
  };
}
