import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import type { Env, Services } from "./environment.ts";
import { describeProblem, ProblemError } from "./problem.ts";

/** For whoever watches the server: is it up, and can it work. */
export function healthRoutes({ database, log }: Services) {
  return new Hono<Env>()
    .get(
      "/healthz",
      describeRoute({ summary: "The process is up", responses: { 200: { description: "It is" } } }),
      (c) => c.json({ status: "ok" }),
    )
    .get(
      "/readyz",
      describeRoute({
        summary: "The server can take work",
        responses: { 200: { description: "It can" }, 503: describeProblem("The database can't be written") },
      }),
      async (c) => {
        try {
          await database.write((tx) => tx.run(sql`SELECT 1`));
        } catch (error) {
          log.error({ err: error }, "not ready");
          throw new ProblemError(503, "Not ready", "The database can't be written. The log says why.");
        }
        return c.json({ status: "ready" });
      },
    );
}
