import { Hono } from "hono";
import { describeRoute, validator } from "hono-openapi";
import { z } from "zod";
import { readUsage } from "../conversations/usage/usage.ts";
import type { Env, Services } from "./environment.ts";
import { accountPath, findScope, mustBeOperator, mustFit } from "./operator.ts";
import { describeProblem } from "./problem.ts";

const MOST_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

const day = z.iso.date("a day such as 2026-03-31");
const period = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "not before from" })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / DAY_MS < MOST_DAYS, {
    path: ["to"],
    error: `${MOST_DAYS} days at the most`,
  });

/** What an account's numbers were used for, for whoever runs the server. */
export function usageRoutes({ config, database }: Services) {
  return new Hono<Env>().use(mustBeOperator(config.OPERATOR_TOKEN)).get(
    "/accounts/:subdomain/usage",
    describeRoute({
      summary: "Texts and segments by day (UTC) and number, with what they cost",
      security: [{ operatorToken: [] }],
      responses: {
        200: { description: "A row a day, number, channel and direction" },
        401: describeProblem("No valid token"),
        404: describeProblem("No such account"),
        422: describeProblem("Not understood"),
      },
    }),
    validator("param", accountPath, mustFit),
    validator("query", period, mustFit),
    async (c) => {
      const scope = await findScope(database.read, c.req.valid("param").subdomain);
      return c.json({ usage: await readUsage(database.read, scope, c.req.valid("query")) });
    },
  );
}
