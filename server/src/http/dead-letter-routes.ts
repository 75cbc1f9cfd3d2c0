import { Hono } from "hono";
import { describeRoute, validator } from "hono-openapi";
import { z } from "zod";
import { type Chosen, discardDeadLetters, listDeadLetters, replayDeadLetters } from "../work/dead-letters.ts";
import type { Env, Services } from "./environment.ts";
import { accountPath, findScope, mustBeOperator, mustFit } from "./operator.ts";
import { describeProblem } from "./problem.ts";

const kind = z.string().min(1);
/** Which letters: one by its id, or all of a kind. */
export const chosenLetters = z.union(
  [z.strictObject({ id: z.string().regex(/^(delivery|effect)-\d+$/) }), z.strictObject({ kind })],
  "either an id or a kind",
) satisfies z.ZodType<Chosen>;

const describe = (summary: string, done: string) =>
  describeRoute({
    summary,
    security: [{ operatorToken: [] }],
    responses: {
      200: { description: done },
      401: describeProblem("No valid token"),
      404: describeProblem("No such account"),
      422: describeProblem("Not understood"),
    },
  });

/** Work that was set aside, for whoever runs the server: look at it, have it tried again, give it up. */
export function deadLetterRoutes({ config, database, wake }: Services) {
  return new Hono<Env>()
    .use(mustBeOperator(config.OPERATOR_TOKEN))
    .get(
      "/accounts/:subdomain/dead-letters",
      describe("An account's dead letters, newest first", "Up to 100, with reason, payload and history"),
      validator("param", accountPath, mustFit),
      validator("query", z.object({ kind: kind.optional() }), mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        return c.json({
          deadLetters: await listDeadLetters(database.read, scope, c.req.valid("query").kind),
        });
      },
    )
    .post(
      "/accounts/:subdomain/dead-letters/replay",
      describe("Tries dead letters again: one by its id, or all of a kind", "How many"),
      validator("param", accountPath, mustFit),
      validator("json", chosenLetters, mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        const replayed = await database.write((tx) => replayDeadLetters(tx, scope, c.req.valid("json")));
        wake();
        return c.json({ replayed });
      },
    )
    .post(
      "/accounts/:subdomain/dead-letters/discard",
      describe("Gives dead letters up: one by its id, or all of a kind", "How many"),
      validator("param", accountPath, mustFit),
      validator("json", chosenLetters, mustFit),
      async (c) => {
        const scope = await findScope(database.read, c.req.valid("param").subdomain);
        const discarded = await database.write((tx) => discardDeadLetters(tx, scope, c.req.valid("json")));
        return c.json({ discarded });
      },
    );
}
