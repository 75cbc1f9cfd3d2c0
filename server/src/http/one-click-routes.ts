import { adminState } from "@sidethread/shared/admin";
import { type Context, Hono } from "hono";
import { validator } from "hono-openapi";
import { z } from "zod";
import { putRule, removeMade } from "../helpdesk/rules.ts";
import { smsView, smsViewRule, viewOf } from "../helpdesk/sms-view.ts";
import { automationOf, solvedAutomation, solvedAutomationRule } from "../helpdesk/solved-automation.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { type AdminEnv, actorOf, mustBeAdmin } from "./admin-session.ts";
import { describeAdmin } from "./describe-admin.ts";
import type { Services } from "./environment.ts";
import { mustFit } from "./operator.ts";
import { ProblemError } from "./problem.ts";

const { view, automation } = adminState.shape.made.shape;

const MOST_HOURS = 28 * 24;
const after = z.strictObject({ hours: z.int().min(1).max(MOST_HOURS) });

/** What an admin has made in Zendesk by one click. */
export function oneClickRoutes(services: Services) {
  const { database, clients } = services;

  async function open(c: Context<AdminEnv>) {
    const scope = c.get("scope");
    const zendesk = await clients.zendesk(scope);
    if (!zendesk) throw ProblemError.telling(422, "Zendesk is not connected", "rules.zendesk_first");
    return { ...zendesk, change: { database, scope, actor: actorOf(c.get("admin")) } };
  }

  return new Hono<AdminEnv>()
    .put(
      "/view",
      mustBeAdmin(services),
      describeAdmin("Makes the view of SMS tickets, or brings it back to what it was", {
        schema: view.unwrap(),
      }),
      async (c) => {
        const { client, subdomain, change } = await open(c);
        return c.json(viewOf(subdomain, await told(putRule(change, smsView(client), smsViewRule))));
      },
    )
    .delete("/view", mustBeAdmin(services), describeAdmin("Removes the view of SMS tickets"), async (c) => {
      const { client, change } = await open(c);
      await told(removeMade(change, smsView(client)));
      return c.body(null, 204);
    })
    .put(
      "/automation",
      mustBeAdmin(services),
      describeAdmin("Has solved SMS tickets closed after some hours", { schema: automation.unwrap() }),
      validator("json", after, mustFit),
      async (c) => {
        const { client, subdomain, change } = await open(c);
        const rule = solvedAutomationRule(c.req.valid("json").hours);
        return c.json(automationOf(subdomain, await told(putRule(change, solvedAutomation(client), rule))));
      },
    )
    .delete(
      "/automation",
      mustBeAdmin(services),
      describeAdmin("Has solved SMS tickets closed by nobody"),
      async (c) => {
        const { client, change } = await open(c);
        await told(removeMade(change, solvedAutomation(client)));
        return c.body(null, 204);
      },
    );
}

/** Waits for Zendesk; what it refuses is told in words. */
async function told<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const refused = error.status === 401 || error.status === 403;
    throw refused
      ? ProblemError.telling(422, "Zendesk did not do it", "rules.refused")
      : ProblemError.telling(503, "Zendesk did not do it", "rules.later");
  }
}
