import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { grantScope } from "../database/grant-scope.ts";
import { findAccountsOfShop } from "../people/erase-shop.ts";
import { parseCompliance } from "../people/shopify-compliance.ts";
import { verifyShopifySignature } from "../vendors/shopify/signature.ts";
import type { Env, Services } from "./environment.ts";
import { limitBody } from "./limit-body.ts";
import { describeProblem, ProblemError } from "./problem.ts";
import { shopifyCompliance } from "./webhooks.ts";

const LARGEST_BYTES = 1024 * 1024;

/**
 * Where Shopify asks, for every shop of our app alike, what the law lets customers ask. It is signed with the app's
 * own secret, and still comes when a shop has removed the app.
 */
export function complianceRoutes({ config, database, limits, receive, wake }: Services) {
  return new Hono<Env>().post(
    "/shopify/compliance",
    limitBody(LARGEST_BYTES),
    describeRoute({
      summary: "What Shopify asks of an app: to tell or erase what it has of a customer or a shop",
      responses: {
        200: { description: "Verified, stored and on disk" },
        401: describeProblem("Wrong signature"),
        413: describeProblem("More than 1 MB"),
        422: describeProblem("Verified, but no such question"),
        429: describeProblem("Too many from here that did not verify"),
      },
    }),
    async (c) => {
      const stranger = `${limits.addressOf(c)} compliance`;
      limits.mustHaveRoom("webhooks that did not verify", stranger);
      const bytes = Buffer.from(await c.req.arrayBuffer());
      const header = (name: string) => c.req.header(name) ?? "";
      const secret = config.SHOPIFY_CLIENT_SECRET;
      if (!secret || !verifyShopifySignature(secret, bytes, header("x-shopify-hmac-sha256"))) {
        limits.count("webhooks that did not verify", stranger);
        throw new ProblemError(401, "Not verified", "The signature does not fit.");
      }
      const raw = { url: c.req.url, bytes, body: bytes.toString(), header };
      const asked = parseCompliance(header("x-shopify-topic"), raw.body);
      const read = shopifyCompliance.read(raw);
      if (!asked || !read)
        throw new ProblemError(422, "Not understood", "This address takes compliance topics.");
      const traceId = c.get("traceId");
      for (const accountId of await findAccountsOfShop(database.read, asked.shop_domain)) {
        const { source } = shopifyCompliance;
        for (const one of [read].flat())
          await receive({ ...one, scope: grantScope(accountId), source, traceId });
      }
      wake();
      return c.body(null, 200);
    },
  );
}
