import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Account } from "../account.ts";
import { identify } from "../http/authentication.ts";
import { authorizationPage } from "./authorization-page.ts";
import type { OAuthClient } from "./oauth-state.ts";
import { grantToken, newSecret, OAuthError } from "./tokens.ts";

const CODE_LIFE_MS = 120_000;

const authorization = z.object({
  response_type: z.literal("code"),
  client_id: z.string(),
  redirect_uri: z.url(),
  scope: z.string().default("read"),
  state: z.string().default(""),
  code_challenge: z.string().default(""),
  code_challenge_method: z.enum(["S256", ""]).default(""),
});

const seconds = z.coerce.number().optional();
const tokenRequest = z.object({
  grant_type: z.string(),
  client_id: z.string().default(""),
  client_secret: z.string().default(""),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
  expires_in: seconds,
  refresh_token_expires_in: seconds,
});

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//;

const mayReceive = ({ redirectUris }: OAuthClient, uri: string) =>
  redirectUris.length === 0 ? LOOPBACK.test(uri) : redirectUris.includes(uri);

/** Signing in with Zendesk: the page that asks, and the tokens. */
export function oauthRoutes(account: Account) {
  const { state, random } = account;
  const app = new Hono<{ Bindings: HttpBindings }>();

  /** The request and its client; null when they do not fit, and then nobody may be sent anywhere. */
  function read(parameters: Record<string, unknown>) {
    const request = authorization.safeParse(parameters);
    const client = request.success && state.oauth.clients.get(request.data.client_id);
    return client && mayReceive(client, request.data.redirect_uri) ? { request: request.data, client } : null;
  }

  const refuse = (c: Context) =>
    c.text("Invalid authorization request: unknown client or redirect address", 400);

  app.get("/oauth/authorizations/new", (c) => {
    const asked = read(c.req.query());
    if (!asked) return refuse(c);
    const { request, client } = asked;
    return c.html(
      authorizationPage({
        clientName: client.name,
        scopes: request.scope.split(" "),
        agents: [...state.users.values()].filter((user) => user.role !== "end-user"),
        current: identify(state, c)?.user ?? null,
        fields: request,
      }),
    );
  });

  app.post("/oauth/authorizations", async (c) => {
    const form = await c.req.parseBody();
    const asked = read(form);
    if (!asked) return refuse(c);
    const { request } = asked;
    const user = state.users.get(Number(form.user_id));
    const back = new URL(request.redirect_uri);
    if (request.state) back.searchParams.set("state", request.state);
    if (form.answer !== "allow" || !user) {
      back.searchParams.set("error", "access_denied");
      back.searchParams.set("error_description", "The end-user or authorization server denied the request");
      return c.redirect(back.href);
    }
    const code = newSecret(random, "code");
    state.oauth.codes.set(code, {
      clientId: request.client_id,
      userId: user.id,
      redirectUri: request.redirect_uri,
      scopes: request.scope.split(" "),
      challenge: request.code_challenge || null,
      expiresAt: Date.now() + CODE_LIFE_MS,
    });
    back.searchParams.set("code", code);
    return c.redirect(back.href);
  });

  app.post("/oauth/tokens", async (c) => {
    const json = c.req.header("content-type")?.includes("json");
    const request = tokenRequest.safeParse(
      json ? await c.req.json().catch(() => null) : await c.req.parseBody(),
    );
    try {
      if (!request.success)
        throw new OAuthError("invalid_request", "The request is missing a required parameter");
      return c.json(grantToken(account, request.data));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return c.json({ error: error.code, error_description: error.message }, error.status);
    }
  });

  return app;
}
