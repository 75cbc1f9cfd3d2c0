import { adminHealth } from "@sidethread/shared/admin";
import { Hono } from "hono";
import { validator } from "hono-openapi";
import { z } from "zod";
import { type Actor, recordChange } from "../accounts/audit-store.ts";
import { readAdminHealth } from "../accounts/read-admin-health.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { type Chosen, discardDeadLetters, replayDeadLetters } from "../work/dead-letters.ts";
import { type AdminEnv, actorOf, mustBeAdmin } from "./admin-session.ts";
import { chosenLetters } from "./dead-letter-routes.ts";
import { describeAdmin } from "./describe-admin.ts";
import type { Services } from "./environment.ts";
import { mustFit } from "./operator.ts";

const replayed = z.object({ replayed: z.int() });
const discarded = z.object({ discarded: z.int() });

/** How an account stands, and what to do with its dead letters. */
export function healthPageRoutes(services: Services) {
  const { database, wake } = services;

  /** Does it, and writes down what was done to how many. */
  const decide = (
    scope: AccountScope,
    chosen: Chosen,
    by: Actor,
    act: typeof replayDeadLetters,
    done: "replayed" | "discarded",
  ): Promise<number> =>
    database.write(async (tx) => {
      const letters = await act(tx, scope, chosen);
      const change = { action: `dead_letters.${done}`, before: null, after: { ...chosen, letters } };
      if (letters > 0) await recordChange(tx, scope, { ...by, ...change });
      return letters;
    });

  return new Hono<AdminEnv>()
    .get(
      "/health",
      mustBeAdmin(services),
      describeAdmin("Connections, work, limits, breakers, dead letters and the last 100 deliveries", {
        schema: adminHealth,
      }),
      async (c) => c.json(await readAdminHealth(services, c.get("scope"))),
    )
    .post(
      "/dead-letters/replay",
      mustBeAdmin(services),
      describeAdmin("Has dead letters tried again: one by its id, or all of a kind", { schema: replayed }),
      validator("json", chosenLetters, mustFit),
      async (c) => {
        const by = actorOf(c.get("admin"));
        const count = await decide(c.get("scope"), c.req.valid("json"), by, replayDeadLetters, "replayed");
        wake();
        return c.json({ replayed: count });
      },
    )
    .post(
      "/dead-letters/discard",
      mustBeAdmin(services),
      describeAdmin("Gives dead letters up: one by its id, or all of a kind", { schema: discarded }),
      validator("json", chosenLetters, mustFit),
      async (c) => {
        const by = actorOf(c.get("admin"));
        const count = await decide(c.get("scope"), c.req.valid("json"), by, discardDeadLetters, "discarded");
        return c.json({ discarded: count });
      },
    );
}
