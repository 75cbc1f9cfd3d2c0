import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Database } from "../database/database.ts";
import { grantScope } from "../database/grant-scope.ts";
import { deliveries } from "../database/schema/work.ts";
import { describeError } from "./describe-error.ts";
import type { DeliveryHandler } from "./handlers.ts";
import { MAX_ATTEMPTS, waitBeforeRetry } from "./retry.ts";

/** The next delivery that is due and has none before it in its own order. */
const nextDue = sql`NOT EXISTS (
  SELECT 1 FROM deliveries AS earlier
  WHERE earlier.account_id = deliveries.account_id AND earlier.order_key = deliveries.order_key
    AND earlier.state = 'waiting' AND earlier.id < deliveries.id)`;

/**
 * Handles one due delivery: its rule, its effects and "handled" commit together, or not at all.
 * Returns false when none was due.
 */
export async function handleNextDelivery(
  database: Database,
  handlers: Record<string, DeliveryHandler>,
  log: Logger,
): Promise<boolean> {
  let taken: typeof deliveries.$inferSelect | undefined;
  try {
    return await database.write(async (tx) => {
      const now = Date.now();
      [taken] = await tx
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.state, "waiting"), lte(deliveries.runAt, now), nextDue))
        .orderBy(asc(deliveries.runAt), asc(deliveries.id))
        .limit(1);
      if (!taken) return false;
      const handle = handlers[taken.source];
      if (!handle) throw new Error(`No rule for deliveries from ${taken.source}.`);
      await handle(tx, {
        ...taken,
        scope: grantScope(taken.accountId),
        receivedAt: new Date(taken.receivedAt),
      });
      await tx
        .update(deliveries)
        .set({ state: "handled", attempts: taken.attempts + 1, error: null, handledAt: now })
        .where(eq(deliveries.id, taken.id));
      return true;
    });
  } catch (error) {
    if (!taken) throw error;
    const delivery = taken;
    const attempts = delivery.attempts + 1;
    const failed = attempts >= MAX_ATTEMPTS;
    log.error({ err: error, trace: delivery.traceId, source: delivery.source, attempts }, "delivery failed");
    await database.write((tx) =>
      tx
        .update(deliveries)
        .set({
          state: failed ? "failed" : "waiting",
          attempts,
          error: describeError(error),
          runAt: Date.now() + waitBeforeRetry(attempts, null),
        })
        .where(and(eq(deliveries.id, delivery.id), eq(deliveries.state, "waiting"))),
    );
    return true;
  }
}
