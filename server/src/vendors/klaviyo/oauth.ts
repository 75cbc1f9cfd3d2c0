import type { Gate } from "../gate.ts";
import { explainRefusal, type OAuthClient, tokenAnswer } from "../oauth-tokens.ts";
import { createTransport } from "../transport.ts";

/** What we read and write at Klaviyo; its consent page names each of them. */
const KLAVIYO_SCOPES = [
  "accounts:read",
  "conversations:read",
  "conversations:write",
  "events:read",
  "events:write",
  "images:write",
  "lists:read",
  "metrics:read",
  "profiles:read",
  "profiles:write",
  "segments:read",
  "subscriptions:read",
  "subscriptions:write",
  "webhooks:read",
  "webhooks:write",
];

/** Where Klaviyo asks an admin; its consent page is on another host than its API. */
export function klaviyoAuthorizeUrl(
  origin: string,
  {
    clientId,
    redirectUri,
    state,
    challenge,
  }: Record<"clientId" | "redirectUri" | "state" | "challenge", string>,
): string {
  const url = new URL("/oauth/authorize", origin.replace("//a.klaviyo.com", "//www.klaviyo.com"));
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: KLAVIYO_SCOPES.join(" "),
    state,
    code_challenge_method: "S256",
    code_challenge: challenge,
  }).toString();
  return url.href;
}

/** Klaviyo's tokens: an hour for access; each refresh may bring a new refresh token. */
export function createKlaviyoOAuth(origin: string, { clientId, clientSecret }: OAuthClient, gate: Gate) {
  const request = createTransport({
    vendor: "klaviyo",
    origin,
    gate,
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    explain: explainRefusal,
  });
  const ask = (form: Record<string, string>) =>
    request({ method: "POST", path: "/oauth/token", limit: TOKENS, form, answer: tokenAnswer });

  return {
    exchange: (given: { code: string; verifier: string; redirectUri: string }) =>
      ask({
        grant_type: "authorization_code",
        code: given.code,
        code_verifier: given.verifier,
        redirect_uri: given.redirectUri,
      }),
    refresh: (refreshToken: string) => ask({ grant_type: "refresh_token", refresh_token: refreshToken }),
    revoke: (refreshToken: string) =>
      request({
        method: "POST",
        path: "/oauth/revoke",
        limit: TOKENS,
        form: { token: refreshToken, token_type_hint: "refresh_token" },
        answer: null,
      }),
  };
}

const TOKENS = { bucket: "tokens" };
