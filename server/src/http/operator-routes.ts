import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { describeRoute, validator } from "hono-openapi";
import { z } from "zod";
import { findAccountBySubdomain, saveAccount } from "../accounts/account-store.ts";
import { connectKlaviyo } from "../accounts/connect-klaviyo.ts";
import { connectShopify } from "../accounts/connect-shopify.ts";
import { connectTwilio } from "../accounts/connect-twilio.ts";
import { connectZendesk } from "../accounts/connect-zendesk.ts";
import { someSettings } from "../accounts/settings.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { grantScope } from "../database/grant-scope.ts";
import { shopDomain } from "../vendors/shopify/client.ts";
import type { Env, Services } from "./environment.ts";
import { describeProblem, ProblemError } from "./problem.ts";

const secret = z.string().min(1).max(4096);

const account = z.object({
  name: z.string().trim().min(1).max(200),
  settings: someSettings.default({}),
});
const connection = z.discriminatedUnion("vendor", [
  z.object({ vendor: z.literal("zendesk"), email: z.email(), apiToken: secret }),
  z.object({ vendor: z.literal("klaviyo"), privateKey: secret }),
  z.object({ vendor: z.literal("shopify"), shop: shopDomain, accessToken: secret, clientSecret: secret }),
  z.object({
    vendor: z.literal("twilio"),
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i),
    authToken: secret,
  }),
]);

const subdomain = z.object({ subdomain: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/) });

type Validation =
  | { success: true }
  | { success: false; error: readonly { path?: readonly unknown[] | undefined; message: string }[] };

/** Answers 422 with every field that is wrong, and how. */
function mustFit(result: Validation): void {
  if (result.success) return;
  const wrong = result.error.map(({ path, message }) => `${path?.join(".") || "body"}: ${message}`);
  throw new ProblemError(422, "Not understood", wrong.join("; "));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** For whoever runs the server: makes accounts and connects them to their vendors. */
export function operatorRoutes({ config, database, sealer }: Services) {
  const context = { config, database, sealer };
  const mustBeOperator = createMiddleware<Env>(async (c, next) => {
    const token = c.req.header("authorization")?.match(/^Bearer (\S+)$/)?.[1] ?? "";
    if (!timingSafeEqual(digest(token), digest(config.OPERATOR_TOKEN))) {
      throw new ProblemError(401, "Not signed in", "Send the server's OPERATOR_TOKEN as a bearer token.");
    }
    await next();
  });

  async function connect(scope: AccountScope, wanted: z.infer<typeof connection>) {
    switch (wanted.vendor) {
      case "zendesk":
        return connectZendesk(context, scope, wanted);
      case "klaviyo":
        return connectKlaviyo(context, scope, wanted);
      case "shopify":
        return connectShopify(context, scope, wanted);
      case "twilio":
        return { numbers: await connectTwilio(context, scope, wanted) };
    }
  }

  return new Hono<Env>()
    .use(mustBeOperator)
    .put(
      "/accounts/:subdomain",
      describeRoute({
        summary: "Makes an account, or changes its name and settings",
        security: [{ operatorToken: [] }],
        responses: {
          200: { description: "Saved" },
          401: describeProblem("No valid token"),
          422: describeProblem("Not understood"),
        },
      }),
      validator("param", subdomain, mustFit),
      validator("json", account, mustFit),
      async (c) => {
        const { name, settings: chosen } = c.req.valid("json");
        const fresh = { subdomain: c.req.valid("param").subdomain, name, settings: chosen };
        const saved = await database.write((tx) => saveAccount(tx, sealer, fresh));
        return c.json({ subdomain: saved.subdomain, name: saved.name, settings: saved.settings });
      },
    )
    .post(
      "/accounts/:subdomain/connections",
      describeRoute({
        summary: "Connects an account to a vendor; its webhooks are created there",
        security: [{ operatorToken: [] }],
        responses: {
          200: { description: "Connected" },
          401: describeProblem("No valid token"),
          404: describeProblem("No such account"),
          422: describeProblem("Not understood, or refused by the vendor"),
        },
      }),
      validator("param", subdomain, mustFit),
      validator("json", connection, mustFit),
      async (c) => {
        const found = await findAccountBySubdomain(database.read, c.req.valid("param").subdomain);
        if (!found)
          throw new ProblemError(404, "No such account", "Make the account first, with PUT on its address.");
        const connected = await connect(grantScope(found.id), c.req.valid("json"));
        return c.json({ connected: true, ...connected });
      },
    );
}
