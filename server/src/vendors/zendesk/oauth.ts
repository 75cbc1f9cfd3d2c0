import type { Gate } from "../gate.ts";
import { explainRefusal, type OAuthClient, tokenAnswer } from "../oauth-tokens.ts";
import { createTransport } from "../transport.ts";

interface Authorization {
  redirectUri: string;
  scopes: string[];
  state: string;
  challenge: string;
}

interface Exchange {
  code: string;
  redirectUri: string;
  scopes: string[];
  verifier: string;
  /** How long the access token lives; two days when absent. */
  expiresInSeconds?: number;
}

/** The longest that Zendesk lets tokens live: two days, and ninety. */
const LIVES = { expires_in: 172_800, refresh_token_expires_in: 7_776_000 };

/** Zendesk's OAuth of one account. */
export function createZendeskOAuth(
  origin: string,
  { clientId, clientSecret }: OAuthClient,
  gate: Gate,
  headers: Record<string, string>,
) {
  const request = createTransport({
    vendor: "zendesk",
    origin,
    gate,
    headers,
    explain: explainRefusal,
  });

  const ask = (json: Record<string, unknown>) =>
    request({
      method: "POST",
      path: "/oauth/tokens",
      json: { client_id: clientId, client_secret: clientSecret, ...LIVES, ...json },
      answer: tokenAnswer,
    });

  return {
    /** Where an admin is asked whether we may. */
    authorizeUrl({ redirectUri, scopes, state, challenge }: Authorization): string {
      const url = new URL("/oauth/authorizations/new", origin);
      url.search = new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes.join(" "),
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
      }).toString();
      return url.href;
    },

    exchange: ({ code, redirectUri, scopes, verifier, expiresInSeconds }: Exchange) =>
      ask({
        grant_type: "authorization_code",
        code,
        redirect_uri: redirectUri,
        scope: scopes.join(" "),
        code_verifier: verifier,
        ...(expiresInSeconds ? { expires_in: expiresInSeconds } : {}),
      }),

    /** New tokens for a refresh token, which dies with that, as does the access token beside it. */
    refresh: (refreshToken: string) => ask({ grant_type: "refresh_token", refresh_token: refreshToken }),

    /** Gives up an access token and the refresh token beside it. */
    revoke: (accessToken: string) =>
      request({
        method: "DELETE",
        path: "/api/v2/oauth/tokens/current",
        headers: { authorization: `Bearer ${accessToken}` },
        answer: null,
      }),
  };
}
