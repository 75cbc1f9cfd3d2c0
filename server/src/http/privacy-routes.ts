import { Hono } from "hono";
import { describeRoute, resolver, validator } from "hono-openapi";
import { type AdminEnv, actorOf, mustBeAdmin } from "./admin-session.ts";
import type { Env, Services } from "./environment.ts";
import { accountPath, findScope, mustBeOperator, mustFit } from "./operator.ts";
import { createPrivacy, erasing, namedPerson, uninstalled } from "./privacy.ts";
import { describeProblem } from "./problem.ts";

type Who = "adminSession" | "operatorToken";

const problems = {
  401: describeProblem("Not signed in"),
  404: describeProblem("No such person or account"),
  422: describeProblem("Not understood"),
};

const describeErase = (who: Who) =>
  describeRoute({
    summary:
      "Erases everything that we have of a person; done within seconds, unless a vendor is out of reach",
    security: [{ [who]: [] }],
    responses: {
      202: { description: "Begun", content: { "application/json": { schema: resolver(erasing) } } },
      ...problems,
    },
  });

const describeExport = (who: Who) =>
  describeRoute({
    summary: "Everything that we have of a person, as one document",
    security: [{ [who]: [] }],
    responses: { 200: { description: "A JSON document, to be handed to them" }, ...problems },
  });

const describeUninstall = (who: Who) =>
  describeRoute({
    summary: "Takes the account out of use: disconnects every vendor, and keeps what it has for 30 days",
    security: [{ [who]: [] }],
    responses: {
      200: { description: "Done", content: { "application/json": { schema: resolver(uninstalled) } } },
      ...problems,
    },
  });

const asDocument = {
  "content-type": "application/json",
  "content-disposition": 'attachment; filename="person.json"',
  "cache-control": "no-store",
};

/** For admins: erase and export a person, and end the account. */
export function privacyRoutes(services: Services) {
  const privacy = createPrivacy(services);
  return new Hono<AdminEnv>()
    .post(
      "/people/erase",
      mustBeAdmin(services),
      describeErase("adminSession"),
      validator("json", namedPerson, mustFit),
      async (c) => {
        const by = actorOf(c.get("admin"));
        return c.json(await privacy.erase(c.get("scope"), c.req.valid("json"), by, c.get("traceId")), 202);
      },
    )
    .post(
      "/people/export",
      mustBeAdmin(services),
      describeExport("adminSession"),
      validator("json", namedPerson, mustFit),
      async (c) => {
        const by = actorOf(c.get("admin"));
        return c.body(await privacy.export(c.get("scope"), c.req.valid("json"), by), 200, asDocument);
      },
    )
    .delete("/account", mustBeAdmin(services), describeUninstall("adminSession"), async (c) =>
      c.json(await privacy.uninstall(c.get("scope"), actorOf(c.get("admin")))),
    );
}

const BY = { actor: "operator", actorId: null };

/** The same for whoever runs the server. */
export function operatorPrivacyRoutes(services: Services) {
  const { config, database } = services;
  const privacy = createPrivacy(services);
  return new Hono<Env>()
    .use(mustBeOperator(config.OPERATOR_TOKEN))
    .post(
      "/accounts/:subdomain/people/erase",
      describeErase("operatorToken"),
      validator("param", accountPath, mustFit),
      validator("json", namedPerson, mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        return c.json(await privacy.erase(scope, c.req.valid("json"), BY, c.get("traceId")), 202);
      },
    )
    .post(
      "/accounts/:subdomain/people/export",
      describeExport("operatorToken"),
      validator("param", accountPath, mustFit),
      validator("json", namedPerson, mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        return c.body(await privacy.export(scope, c.req.valid("json"), BY), 200, asDocument);
      },
    )
    .delete(
      "/accounts/:subdomain",
      describeUninstall("operatorToken"),
      validator("param", accountPath, mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        return c.json(await privacy.uninstall(scope, BY));
      },
    );
}
