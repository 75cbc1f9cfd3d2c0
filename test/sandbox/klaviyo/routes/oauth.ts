import { timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { OAuthClient, OAuthGrants } from "../oauth-grants.ts";
import { isScope } from "../scopes.ts";

const request = z.object({
  response_type: z.literal("code"),
  client_id: z.string(),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  scope: z.string().min(1),
  state: z.string().default(""),
  code_challenge_method: z.literal("S256"),
  code_challenge: z.string().length(43),
});

type Request = z.infer<typeof request>;

const token = z.discriminatedUnion("grant_type", [
  z.object({
    grant_type: z.literal("authorization_code"),
    code: z.string(),
    code_verifier: z.string(),
    redirect_uri: z.string(),
  }),
  z.object({ grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);

const consentPage = (app: string, account: string, asked: Request) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Allow ${app}? · Klaviyo (sandbox)</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; }
      li { font-family: ui-monospace, monospace; font-size: 0.875rem; }
      button { font: inherit; padding: 0.5rem 1.25rem; margin-right: 0.5rem; }
    </style>
  </head>
  <body>
    <h1>Allow ${app}?</h1>
    <p>It asks for access to the Klaviyo account ${account}:</p>
    <ul>
      ${asked.scope.split(" ").map((scope) => html`<li>${scope}</li>`)}
    </ul>
    <form method="post">
      ${Object.entries(asked).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <button name="decision" value="allow">Allow</button>
      <button name="decision" value="deny">Deny</button>
    </form>
  </body>
</html>`;

const refusal = (c: Context, error: string, description: string, status: 400 | 401 = 400) =>
  c.json({ error, error_description: description }, status);

/** OAuth: the consent page, tokens with rotation, revocation. */
export function oauthRoutes(grants: OAuthGrants, client: OAuthClient, accountName: () => string) {
  const routes = new Hono();

  /** The app's own request, or why it is none. */
  function read(fields: unknown): Request | string {
    const parsed = request.safeParse(fields);
    if (!parsed.success)
      return parsed.error.issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    if (parsed.data.client_id !== client.id) return "client_id: unknown";
    const unknown = parsed.data.scope.split(" ").find((scope) => !isScope(scope));
    return unknown ? `scope: ${unknown} is unknown` : parsed.data;
  }

  function authenticated(authorization: string | undefined): boolean {
    const expected = Buffer.from(`Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`);
    const given = Buffer.from(authorization ?? "");
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  routes.get("/oauth/authorize", (c) => {
    const asked = read(c.req.query());
    if (typeof asked === "string") return c.text(`Invalid request. ${asked}`, 400);
    return c.html(consentPage(client.integration.name, accountName(), asked));
  });

  routes.post("/oauth/authorize", async (c) => {
    const form = await c.req.parseBody();
    const asked = read(form);
    if (typeof asked === "string") return c.text(`Invalid request. ${asked}`, 400);
    const back = new URL(asked.redirect_uri);
    back.searchParams.set("state", asked.state);
    if (form.decision === "allow") {
      const { redirect_uri: redirectUri, code_challenge: challenge } = asked;
      const scopes = asked.scope.split(" ").filter(isScope);
      back.searchParams.set("code", grants.issueCode({ client, scopes, redirectUri, challenge }));
    } else {
      back.searchParams.set("error", "access_denied");
    }
    return c.redirect(back.href, 302);
  });

  routes.post("/oauth/token", async (c) => {
    if (!authenticated(c.req.header("authorization"))) {
      return refusal(c, "invalid_client", "Client authentication failed.", 401);
    }
    const asked = token.safeParse(await c.req.parseBody());
    if (!asked.success) return refusal(c, "invalid_request", "The request is missing a parameter.");
    const tokens =
      asked.data.grant_type === "refresh_token"
        ? grants.refresh(client, asked.data.refresh_token)
        : grants.redeemCode(client, asked.data.code, asked.data.code_verifier, asked.data.redirect_uri);
    if (!tokens) return refusal(c, "invalid_grant", "The code or token is invalid, expired or revoked.");
    c.header("Cache-Control", "no-store");
    return c.json(tokens);
  });

  routes.post("/oauth/revoke", async (c) => {
    if (!authenticated(c.req.header("authorization"))) {
      return refusal(c, "invalid_client", "Client authentication failed.", 401);
    }
    const { token: revoked } = await c.req.parseBody();
    if (typeof revoked !== "string") return refusal(c, "invalid_request", "A token is required.");
    grants.revoke(client, revoked);
    return c.body(null, 200);
  });
  return routes;
}
