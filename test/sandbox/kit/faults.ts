import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import { z } from "zod";

const chance = z.number().min(0).max(1).default(0);

/** How a vendor misbehaves. Chances are per request or per webhook, 0 to 1; times are milliseconds. */
export const faults = z.object({
  /** Added before every answer. */
  latencyMs: z.number().min(0).default(0),
  /** Refused before any work is done. */
  tooManyRequests: chance,
  retryAfterSeconds: z.number().min(0).default(1),
  serverError: chance,
  /** The work is done at once, and its answer comes so much later. */
  answerLateMs: z.number().min(0).default(0),
  /** The connection is cut after the work was done: the caller cannot know. */
  dropAfterWork: chance,
  /** The vendor answers nothing at all: connections are cut before any work. */
  down: z.boolean().default(false),
  /** It never comes, and is not tried again. */
  webhookLost: chance,
  webhookTwice: chance,
  webhookLateMs: z.number().min(0).default(0),
  /** A webhook waits until the next one has overtaken it, 500 ms at most. */
  webhookOutOfOrder: chance,
});

export type Faults = z.infer<typeof faults>;

export const noFaults = (): Faults => faults.parse({});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Applies the faults that are switched on to each request, except to the sandbox's own `/_sandbox` paths. */
export function misbehave(
  current: () => Faults,
  random: () => number,
  tooMany: (retryAfter: number) => Response,
) {
  return createMiddleware<{ Bindings: HttpBindings }>(async (c, next) => {
    if (c.req.path.startsWith("/_sandbox")) return next();
    const fault = current();
    const cut = () => c.env?.outgoing?.destroy();
    if (fault.down) {
      cut();
      return c.body(null, 503);
    }
    if (fault.latencyMs > 0) await wait(fault.latencyMs);
    if (random() < fault.tooManyRequests) return tooMany(fault.retryAfterSeconds);
    if (random() < fault.serverError) return c.text("Internal Server Error", 500);
    await next();
    if (fault.answerLateMs > 0) await wait(fault.answerLateMs);
    if (random() < fault.dropAfterWork) cut();
  });
}
