import { adminConnection } from "@sidethread/shared/admin";
import { vendor } from "@sidethread/shared/sidebar";
import { Hono } from "hono";
import { describeRoute, resolver, validator } from "hono-openapi";
import { z } from "zod";
import { listConnections } from "../accounts/connection-store.ts";
import { connectorOf } from "../accounts/connectors/connectors.ts";
import { disconnect } from "../accounts/disconnect.ts";
import { beginFlow } from "../accounts/flow-store.ts";
import { listAdminConnections } from "../accounts/list-connections.ts";
import type { Admin } from "../accounts/session-store.ts";
import { shopDomain } from "../vendors/shopify/client.ts";
import { type AdminEnv, mustBeAdmin } from "./admin-session.ts";
import { connectByKey } from "./connect-by-key.ts";
import type { Services } from "./environment.ts";
import { consentAnswer, finishConnecting } from "./finish-flow.ts";
import { mayOpen } from "./openers.ts";
import { mustFit } from "./operator.ts";
import { describeProblem, ProblemError } from "./problem.ts";

const path = z.object({ vendor });
/** Which of several Klaviyo accounts. */
const whichOne = z.object({ key: z.string().max(100).optional() });
const startWith = z.strictObject({ opener: z.string().max(300), shop: shopDomain.nullable().default(null) });
/** Each vendor's own fields; which they are, its connector says. */
const key = z.record(z.string(), z.string());

const security = [{ adminSession: [] }];
const refusals = {
  401: describeProblem("Not signed in"),
  422: describeProblem("Not understood, or refused"),
};

const actorOf = ({ id, name }: Admin) => ({ actor: name, actorId: id });

/** For admins: what the account is connected to, and how to connect and disconnect it. */
export function connectionRoutes(services: Services) {
  const { config, database, sealer, clients, log } = services;
  const context = { config, database, sealer, clients };

  return new Hono<AdminEnv>()
    .use("/connections/*", mustBeAdmin(services))
    .get(
      "/connections",
      describeRoute({
        summary: "Every vendor: how to connect it, or how the connection stands",
        security,
        responses: {
          200: {
            description: "One for each vendor",
            content: { "application/json": { schema: resolver(z.array(adminConnection)) } },
          },
          401: refusals[401],
        },
      }),
      async (c) => c.json(await listAdminConnections(context, c.get("scope"))),
    )
    .post(
      "/connections/:vendor/start",
      describeRoute({
        summary: "Begins at a vendor's consent page, which is to be opened in a window",
        security,
        responses: { 200: { description: "`url`: where the window goes" }, ...refusals },
      }),
      validator("param", path, mustFit),
      validator("json", startWith, mustFit),
      async (c) => {
        const { vendor: purpose } = c.req.valid("param");
        const { opener, shop } = c.req.valid("json");
        const way = connectorOf(purpose).oauth(config);
        if (!way || purpose === "twilio") {
          throw ProblemError.telling(422, "Not offered", "consent.by_key");
        }
        if (!mayOpen(config.APP_ORIGINS, opener)) {
          throw ProblemError.telling(422, "Not understood", "window.opener");
        }
        const { subdomain } = c.get("account");
        const asked = { accountId: c.get("scope").accountId, admin: c.get("admin") };
        const url = await database.write(async (tx) => {
          const begun = await beginFlow(tx, sealer, { purpose, asked, subdomain, shop, opener });
          return way.consentUrl({ subdomain, shop }, begun);
        });
        return c.json({ url });
      },
    )
    .post(
      "/connections/:vendor/finish",
      describeRoute({
        summary: "Connects a vendor with what its consent page sent back, as the window handed it over",
        security,
        responses: { 200: { description: "Connected" }, ...refusals },
      }),
      validator("param", path, mustFit),
      validator("json", consentAnswer, mustFit),
      async (c) => {
        const { vendor: wanted } = c.req.valid("param");
        await finishConnecting(services, c.get("scope"), c.get("admin"), wanted, c.req.valid("json"));
        return c.json({ connected: true });
      },
    )
    .post(
      "/connections/:vendor",
      describeRoute({
        summary: "Connects a vendor by a key; its webhooks are created there",
        security,
        responses: { 200: { description: "Connected" }, ...refusals },
      }),
      validator("param", path, mustFit),
      validator("json", key, mustFit),
      async (c) => {
        const connecting = { ...context, by: actorOf(c.get("admin")) };
        const { vendor: wanted } = c.req.valid("param");
        const connected = await connectByKey(connecting, c.get("scope"), wanted, c.req.valid("json"));
        return c.json({ connected: true, ...connected });
      },
    )
    .delete(
      "/connections/:vendor",
      describeRoute({
        summary:
          "Disconnects a vendor: removes webhooks, revokes tokens, forgets secrets, keeps what is known",
        security,
        responses: {
          200: { description: "`leftBehind`: what has to be done by hand there, if anything" },
          404: describeProblem("Not connected"),
          ...refusals,
        },
      }),
      validator("param", path, mustFit),
      validator("query", whichOne, mustFit),
      async (c) => {
        const by = actorOf(c.get("admin"));
        const { vendor: wanted } = c.req.valid("param");
        const { key: which } = c.req.valid("query");
        const connected = (await listConnections(database.read, c.get("scope"))).filter(
          (one) => one.vendor === wanted && (which === undefined || one.key === which),
        );
        if (connected.length > 1)
          throw new ProblemError(422, "Which one", "Several of these are connected. Say which by its key.");
        const [one] = connected;
        const done = one && (await disconnect({ ...context, log, by }, c.get("scope"), one));
        if (!done) throw new ProblemError(404, "Not connected", "There is nothing to disconnect.");
        return c.json(done);
      },
    );
}
