import { z } from "zod";

/** Our app as a vendor knows it. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

/** What a vendor grants: an access token for a while, and the refresh token that fetches the next. */
export const oauthTokens = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.coerce.date(),
});
export type OAuthTokens = z.infer<typeof oauthTokens>;

/** A vendor's answer to a code or a refresh token. https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
export const tokenAnswer = z
  .object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_in: z.number().positive(),
    scope: z.string().default(""),
  })
  .transform(({ access_token, refresh_token, expires_in, scope }): OAuthTokens & { scopes: string[] } => ({
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: new Date(Date.now() + expires_in * 1000),
    scopes: scope.split(/[\s,]+/).filter(Boolean),
  }));

const failure = z.object({ error: z.string(), error_description: z.string().optional() });

/** A vendor's refusal. https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export function explainRefusal(body: unknown) {
  const { data } = failure.safeParse(body);
  return { code: data?.error ?? null, message: data?.error_description ?? null };
}
