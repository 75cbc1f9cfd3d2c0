import { describeRoute, resolver } from "hono-openapi";
import type { z } from "zod";
import { describeProblem } from "./problem.ts";

/** Describes a route that needs an admin's session, for `/openapi.json`. Without a schema it answers no body. */
export const describeAdmin = (
  summary: string,
  { schema, status = schema ? 200 : 204 }: { schema?: z.ZodType; status?: number } = {},
) =>
  describeRoute({
    summary,
    security: [{ adminSession: [] }],
    responses: {
      [status]: {
        description: "Done",
        ...(schema ? { content: { "application/json": { schema: resolver(schema) } } } : {}),
      },
      401: describeProblem("Not signed in"),
      422: describeProblem("Not understood, or not possible; says what to do"),
    },
  });
