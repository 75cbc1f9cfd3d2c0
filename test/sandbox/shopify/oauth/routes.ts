import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Shop } from "../shop/shop.ts";
import { signedQuery } from "./callback-query.ts";
import { consentPage } from "./consent-page.ts";
import type { Grants } from "./grants.ts";

interface App {
  clientId: string;
  clientSecret: string;
}

const authorization = z.object({
  client_id: z.string(),
  redirect_uri: z.url(),
  scope: z.string().default(""),
  state: z.string().default(""),
});

const tokenRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z
    .enum(["authorization_code", "refresh_token", "client_credentials"])
    .default("authorization_code"),
  code: z.string().default(""),
  refresh_token: z.string().default(""),
});

const refused = (c: Context, error: string, error_description: string) =>
  c.json({ error, error_description }, 400);

/** `/admin/oauth/authorize` and `/admin/oauth/access_token`. */
export function oauthRoutes(shop: Shop, grants: Grants, client: App): Hono {
  const app = new Hono();

  app.get("/admin/oauth/authorize", (c) => {
    const asked = authorization.safeParse(c.req.query());
    if (!asked.success || asked.data.client_id !== client.clientId) return c.text(UNKNOWN_APP, 400);
    const { search } = new URL(c.req.url);
    const scopes = scopesIn(asked.data.scope);
    return c.html(
      consentPage({ shopName: shop.state.shop.name, scopes, action: `/admin/oauth/authorize${search}` }),
    );
  });

  app.post("/admin/oauth/authorize", (c) => {
    const asked = authorization.safeParse(c.req.query());
    if (!asked.success || asked.data.client_id !== client.clientId) return c.text(UNKNOWN_APP, 400);
    const { client_id, redirect_uri, scope, state } = asked.data;
    const { domain } = shop.state.shop;
    const query = signedQuery(
      {
        code: grants.authorize(client_id, scopesIn(scope)),
        host: Buffer.from(`admin.shopify.com/store/${domain.split(".")[0]}`).toString("base64url"),
        shop: domain,
        state,
        timestamp: String(Math.floor(Date.now() / 1000)),
      },
      client.clientSecret,
    );
    return c.redirect(`${redirect_uri}${redirect_uri.includes("?") ? "&" : "?"}${query}`, 302);
  });

  app.post("/admin/oauth/access_token", async (c) => {
    const json = c.req.header("content-type")?.includes("json");
    const asked = tokenRequest.safeParse(
      json ? await c.req.json().catch(() => null) : await c.req.parseBody(),
    );
    if (!asked.success) return refused(c, "invalid_request", "Missing or invalid parameters.");
    const { client_id, client_secret, grant_type, code, refresh_token } = asked.data;
    if (client_id !== client.clientId || client_secret !== client.clientSecret) {
      return refused(c, "invalid_client", "Could not find the app, or its secret is wrong.");
    }
    if (grant_type === "client_credentials") return c.json(grants.clientCredentials(client_id));
    if (grant_type === "refresh_token") {
      const refreshed = grants.refresh(client_id, refresh_token);
      return refreshed
        ? c.json(refreshed)
        : refused(c, "invalid_grant", "The refresh token is invalid or expired.");
    }
    const granted = grants.exchange(client_id, code);
    return granted
      ? c.json(granted)
      : refused(c, "invalid_request", "The authorization code was not found or was already used.");
  });

  return app;
}

const UNKNOWN_APP = "Oauth error invalid_request: Could not find Shopify API application with this api_key";

const scopesIn = (scope: string) => scope.split(/[\s,]+/).filter(Boolean);
