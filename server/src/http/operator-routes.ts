import { someSettings } from "@sidethread/shared/settings";
import { Hono } from "hono";
import { describeRoute, validator } from "hono-openapi";
import { z } from "zod";
import { saveAccount } from "../accounts/account-store.ts";
import { connectKlaviyo } from "../accounts/connect-klaviyo.ts";
import { connectShopify } from "../accounts/connect-shopify.ts";
import { connectTwilio } from "../accounts/connect-twilio.ts";
import { connectZendesk } from "../accounts/connect-zendesk.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { shopDomain } from "../vendors/shopify/client.ts";
import type { Env, Services } from "./environment.ts";
import { accountPath, findScope, mustBeOperator, mustFit } from "./operator.ts";
import { describeProblem } from "./problem.ts";

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

/** For whoever runs the server: makes accounts and connects them to their vendors. */
export function operatorRoutes({ config, database, sealer }: Services) {
  const context = { config, database, sealer };
  async function connect(scope: AccountScope, wanted: z.infer<typeof connection>) {
    switch (wanted.vendor) {
      case "zendesk":
        return connectZendesk(context, scope, wanted);
      case "klaviyo":
        return connectKlaviyo(context, scope, wanted);
      case "shopify":
        return connectShopify(context, scope, wanted);
      case "twilio":
        return connectTwilio(context, scope, wanted);
    }
  }

  return new Hono<Env>()
    .use(mustBeOperator(config.OPERATOR_TOKEN))
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
      validator("param", accountPath, mustFit),
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
      validator("param", accountPath, mustFit),
      validator("json", connection, mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        const connected = await connect(scope, c.req.valid("json"));
        return c.json({ connected: true, ...connected });
      },
    );
}
