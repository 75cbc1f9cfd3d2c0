import { someSettings } from "@sidethread/shared/settings";
import { vendor } from "@sidethread/shared/sidebar";
import { Hono } from "hono";
import { describeRoute, validator } from "hono-openapi";
import { z } from "zod";
import { saveAccount } from "../accounts/account-store.ts";
import { bringBack } from "../accounts/uninstall.ts";
import { grantScope } from "../database/grant-scope.ts";
import { connectByKey } from "./connect-by-key.ts";
import type { Env, Services } from "./environment.ts";
import { accountPath, findScope, mustBeOperator, mustFit } from "./operator.ts";
import { describeProblem } from "./problem.ts";

const account = z.object({
  name: z.string().trim().min(1).max(200),
  settings: someSettings.default({}),
});
/** The vendor, and its own fields. */
const connection = z.object({ vendor }).catchall(z.string());

/** For whoever runs the server: makes accounts and connects them to their vendors. */
export function operatorRoutes({ config, database, sealer }: Services) {
  const context = { config, database, sealer, by: { actor: "operator", actorId: null } };

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
        const saved = await database.write(async (tx) => {
          const made = await saveAccount(tx, sealer, fresh);
          await bringBack(tx, grantScope(made.id), context.by);
          return made;
        });
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
        const { vendor: wanted, ...key } = c.req.valid("json");
        const connected = await connectByKey(context, scope, wanted, key);
        return c.json({ connected: true, ...connected });
      },
    );
}
