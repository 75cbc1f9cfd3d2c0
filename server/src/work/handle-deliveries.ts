import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { grantScope } from "../database/grant-scope.ts";
import { isLostTransaction } from "../database/lost-transaction.ts";
import { deliveries } from "../database/schema/work.ts";
import type { Transaction } from "../database/writer.ts";
import { describeError } from "./describe-error.ts";
import { logFailure } from "./failure-log.ts";
import type { DeliveryHandler } from "./handlers.ts";
import { MAX_ATTEMPTS, waitBeforeRetry } from "./retry.ts";

type Row = typeof deliveries.$inferSelect;

const TOGETHER = 50;
/** A transaction holds up everybody who stores a delivery meanwhile. */
const LONGEST_MS = 8;

/** None before it in its own order is unhandled. */
const firstOfItsOrder = sql`NOT EXISTS (
  SELECT 1 FROM deliveries AS earlier
  WHERE earlier.account_id = deliveries.account_id AND earlier.order_key = deliveries.order_key
    AND earlier.state = 'waiting' AND earlier.id < deliveries.id)`;

/**
 * Handles deliveries that are due, a few in one transaction: the rule of each, its effects and "handled" commit
 * together, or not at all. Returns how many were due.
 */
export async function handleDeliveries(
  tx: Transaction,
  handlers: Record<string, DeliveryHandler>,
  log: Logger,
): Promise<number> {
  const started = performance.now();
  const due = await tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.state, "waiting"), lte(deliveries.runAt, Date.now()), firstOfItsOrder))
    .orderBy(asc(deliveries.runAt), asc(deliveries.id))
    .limit(TOGETHER);
  for (const delivery of due) {
    await handle(tx, handlers[delivery.source], delivery, log);
    if (performance.now() - started > LONGEST_MS) break;
  }
  return due.length;
}

async function handle(
  tx: Transaction,
  handler: DeliveryHandler | undefined,
  delivery: Row,
  log: Logger,
): Promise<void> {
  const { id, source, traceId } = delivery;
  const attempts = delivery.attempts + 1;
  try {
    if (!handler) throw new Error(`No rule for deliveries from ${source}.`);
    await tx.transaction(async (inner) => {
      const receivedAt = new Date(delivery.receivedAt);
      await handler(inner, { ...delivery, scope: grantScope(delivery.accountId), receivedAt });
      await inner
        .update(deliveries)
        .set({ state: "handled", attempts, error: null, handledAt: Date.now() })
        .where(eq(deliveries.id, id));
    });
    log.debug({ trace: traceId, source }, "delivery handled");
  } catch (err) {
    if (isLostTransaction(err)) throw err;
    log.error({ err, trace: traceId, source, attempts }, "delivery failed");
    const error = describeError(err);
    const state = attempts >= MAX_ATTEMPTS ? "failed" : "waiting";
    const runAt = Date.now() + waitBeforeRetry(attempts, null);
    await tx.update(deliveries).set({ state, attempts, error, runAt }).where(eq(deliveries.id, id));
    await logFailure(tx, { subject: "delivery", subjectId: id, attempt: attempts, error });
  }
}
