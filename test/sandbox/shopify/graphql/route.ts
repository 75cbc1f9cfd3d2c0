import { Hono } from "hono";
import { z } from "zod";
import type { Grants } from "../oauth/grants.ts";
import type { Shop } from "../shop/shop.ts";
import { type Bucket, createBucket } from "./bucket.ts";
import { executeDocument, run } from "./run.ts";
import { API_VERSION } from "./schema.ts";

const question = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const UNAUTHORIZED = "[API] Invalid API key or access token (unrecognized login or wrong password)";

/** `POST /admin/api/2026-10/graphql.json` */
export function graphqlRoute(shop: Shop, grants: Grants, uninstall: () => void): Hono {
  const buckets = new Map<string, Bucket>();
  const app = new Hono();
  app.post("/admin/api/:version/graphql.json", async (c) => {
    c.header("X-Shopify-API-Version", API_VERSION);
    c.header("X-Request-Id", crypto.randomUUID());
    const token = grants.byAccessToken(c.req.header("x-shopify-access-token") ?? "");
    if (!token) return c.json({ errors: UNAUTHORIZED }, 401);
    if (c.req.param("version") !== API_VERSION) return c.json({ errors: "Not Found" }, 404);
    const asked = question.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return c.json({ errors: { query: "Required parameter missing or invalid" } }, 400);
    const bucket = buckets.get(token.clientId) ?? createBucket();
    buckets.set(token.clientId, bucket);
    const { scopes } = token;
    const context = { shop, scopes, uninstall, bulk: false, execute: executeDocument, search: [] };
    return c.json(await run(asked.data, context, bucket));
  });
  return app;
}
