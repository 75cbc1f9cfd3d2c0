import { someSettings } from "@sidethread/shared/settings";
import { vendor } from "@sidethread/shared/sidebar";
import { Hono } from "hono";
import { describeRoute, validator } from "hono-openapi";
import { z } from "zod";
import { findAccountBySubdomain, saveAccount } from "../accounts/account-store.ts";
import { prepareSettings } from "../accounts/change-settings.ts";
import { bringBack } from "../accounts/uninstall.ts";
import { grantScope } from "../database/grant-scope.ts";
import { connectByKey } from "./connect-by-key.ts";
import type { Env, Services } from "./environment.ts";
import { accountPath, findScope, mustBeOperator, mustFit } from "./operator.ts";
import { describeProblem } from "./problem.ts";
import { sayingWhatDoesNotFit } from "./refused-settings.ts";

const account = z.strictObject({
  name: z.string().trim().min(1).max(200),
  settings: someSettings.default({}),
});
/** The vendor, and its own fields. */
const connection = z.object({ vendor }).catchall(z.string());

/** For whoever runs the server: makes accounts and connects them to their vendors. */
export function operatorRoutes(services: Services) {
  const { config, database, sealer } = services;
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
        const { subdomain } = c.req.valid("param");
        const found = await findAccountBySubdomain(database.read, subdomain);
        const settings = await sayingWhatDoesNotFit(async () => {
          const lay = await prepareSettings(services, found && grantScope(found.id), chosen);
          return database.write(async (tx) => {
            const made = await saveAccount(tx, sealer, { subdomain, name, settings: {} });
            const scope = grantScope(made.id);
            await bringBack(tx, scope, context.by);
            return lay(tx, scope, context.by);
          });
        });
        return c.json({ subdomain, name, settings });
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
