import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import type { HranaFaults } from "./faults.ts";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface HranaEnv {
  Bindings: HttpBindings;
  /** Whether the request committed something written. */
  Variables: { committed?: boolean };
}

/** Applies the faults that befall whole requests. */
export function misbehave(current: () => HranaFaults, random: () => number) {
  return createMiddleware<HranaEnv>(async (c, next) => {
    const fault = current();
    const cut = () => c.env.outgoing.destroy();
    if (fault.latencyMs > 0) await wait(fault.latencyMs);
    if (random() < fault.cutBeforeWork) {
      cut();
      return c.body(null, 503);
    }
    if (random() < fault.serverError) {
      return random() < 0.5
        ? c.text("Internal Server Error", 500)
        : c.html("<html><body>502 Bad Gateway</body></html>", 502);
    }
    await next();
    if (random() < fault.cutAfterWork || (c.get("committed") && random() < fault.cutAfterCommit)) cut();
  });
}
