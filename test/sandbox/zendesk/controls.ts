import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import type { Account } from "./account.ts";
import { runAutomations } from "./rules/run-automations.ts";

const clock = z.object({ now: z.coerce.date() });
const limits = z
  .object({
    requestsPerMinute: z.number(),
    updatesPerTicket: z.number(),
    updateWindowSeconds: z.number(),
    exportsPerMinute: z.number(),
    searchLagSeconds: z.number(),
    exportLagSeconds: z.number(),
  })
  .partial();

const attachments = z.object({ private: z.boolean() });

/** What only a sandbox can do: run the hourly automations at any hour, change Zendesk's limits and an admin's choices. */
export function controls(account: Account) {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.post("/_sandbox/automations/run", async (c) => {
    const given = clock.safeParse(await c.req.json());
    if (!given.success) return c.json({ error: given.error.issues }, 422);
    return c.json({ changed: runAutomations(account, given.data.now) });
  });

  app.put("/_sandbox/limits", async (c) => {
    const given = limits.safeParse(await c.req.json());
    if (!given.success) return c.json({ error: given.error.issues }, 422);
    return c.json(Object.assign(account.state.limits, given.data));
  });

  app.put("/_sandbox/attachments", async (c) => {
    const given = attachments.safeParse(await c.req.json());
    if (!given.success) return c.json({ error: given.error.issues }, 422);
    account.state.privateAttachments = given.data.private;
    return c.json(given.data);
  });

  return app;
}
