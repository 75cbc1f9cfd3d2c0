import type { Account } from "../account.ts";
import { type ApiContext, createApi, originOf } from "../http/api.ts";
import { recordNotFound } from "../http/errors.ts";
import { isoSeconds } from "../time.ts";
import type { OAuthToken } from "./oauth-state.ts";

/** The OAuth token that a request came with: look at it, or revoke it. */
export function currentTokenRoutes({ state }: Account) {
  const api = createApi();
  const current = (c: ApiContext): OAuthToken => {
    const token = state.oauth.tokens.get(c.req.header("authorization")?.split(" ")[1] ?? "");
    if (!token) throw recordNotFound();
    return token;
  };

  api.get("/oauth/tokens/current", (c) => {
    const token = current(c);
    return c.json({
      token: {
        id: token.id,
        url: `${originOf(c)}/api/v2/oauth/tokens/${token.id}.json`,
        user_id: token.userId,
        client_id: 1,
        token: token.accessToken.slice(0, 20),
        scopes: token.scopes,
        created_at: token.createdAt,
        expires_at: isoSeconds(new Date(token.accessExpiresAt)),
      },
    });
  });

  api.delete("/oauth/tokens/current", (c) => {
    state.oauth.tokens.delete(current(c).accessToken);
    return c.body(null, 204);
  });

  return api;
}
