import { Hono } from "hono";
import { describeRoute, resolver, validator } from "hono-openapi";
import { z } from "zod";
import { recordChange } from "../accounts/audit-store.ts";
import { endAllSessions, endSession } from "../accounts/session-store.ts";
import { type AdminEnv, mustBeAdmin, SESSION_HEADER } from "./admin-session.ts";
import type { Services } from "./environment.ts";
import { mustFit } from "./operator.ts";
import { describeProblem } from "./problem.ts";

const session = z.object({
  account: z.object({ subdomain: z.string(), name: z.string() }),
  admin: z.object({ name: z.string() }),
  expiresAt: z.iso.datetime(),
});

const whose = z.object({ keep: z.literal("mine").optional() });

const security = [{ adminSession: [] }];
const unauthorized = { 401: describeProblem("Not signed in") };

/** An admin's session: who it is, and signing out. */
export function sessionRoutes(services: Services) {
  const { database } = services;
  return new Hono<AdminEnv>()
    .get(
      "/session",
      mustBeAdmin(services),
      describeRoute({
        summary: "Who is signed in, and until when",
        security,
        responses: {
          200: { description: "The session", content: { "application/json": { schema: resolver(session) } } },
          ...unauthorized,
        },
      }),
      (c) => {
        const { subdomain, name } = c.get("account");
        return c.json({
          account: { subdomain, name },
          admin: { name: c.get("admin").name },
          expiresAt: c.get("expiresAt").toISOString(),
        });
      },
    )
    .delete(
      "/session",
      mustBeAdmin(services),
      describeRoute({
        summary: "Signs out",
        security,
        responses: { 204: { description: "Signed out" }, ...unauthorized },
      }),
      async (c) => {
        const token = c.req.header(SESSION_HEADER) ?? "";
        await database.write((tx) => endSession(tx, c.get("scope"), token));
        return c.body(null, 204);
      },
    )
    .delete(
      "/sessions",
      mustBeAdmin(services),
      describeRoute({
        summary: "Signs every admin of the account out; with `keep=mine` all but who asks",
        security,
        responses: { 204: { description: "Signed out" }, ...unauthorized },
      }),
      validator("query", whose, mustFit),
      async (c) => {
        const { id, name } = c.get("admin");
        const kept = c.req.valid("query").keep && c.req.header(SESSION_HEADER);
        const scope = c.get("scope");
        await database.write(async (tx) => {
          await endAllSessions(tx, scope, kept);
          const change = { actor: name, actorId: id, action: "sessions.ended" };
          await recordChange(tx, scope, { ...change, before: null, after: null });
        });
        return c.body(null, 204);
      },
    );
}
