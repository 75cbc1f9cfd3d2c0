import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { grantScope } from "../database/grant-scope.ts";
import { isLostTransaction } from "../database/lost-transaction.ts";
import { prepared } from "../database/prepared.ts";
import { deliveries } from "../database/schema/work.ts";
import { inSavepoint, type Transaction } from "../database/transaction.ts";
import { describeError } from "./describe-error.ts";
import { logFailure } from "./failure-log.ts";
import type { DeliveryHandler } from "./handlers.ts";
import { MAX_ATTEMPTS, waitBeforeRetry } from "./retry.ts";

type Row = typeof deliveries.$inferSelect;

/** About as many as are handled within that time. */
const TOGETHER = 12;
/** A transaction holds up everybody who stores a delivery meanwhile. */
const LONGEST_MS = 8;

/** None before it in its own order is unhandled. */
const firstOfItsOrder = sql`NOT EXISTS (
  SELECT 1 FROM deliveries AS earlier
  WHERE earlier.account_id = deliveries.account_id AND earlier.order_key = deliveries.order_key
    AND earlier.state = 'waiting' AND earlier.id < deliveries.id)`;

const listDue = prepared((db) =>
  db
    .select()
    .from(deliveries)
    .where(
      and(eq(deliveries.state, "waiting"), lte(deliveries.runAt, sql.placeholder("now")), firstOfItsOrder),
    )
    .orderBy(asc(deliveries.runAt), asc(deliveries.id))
    .limit(TOGETHER)
    .prepare(),
);

const closeHandled = prepared((db) =>
  db
    .update(deliveries)
    .set({
      state: "handled",
      attempts: sql`${deliveries.attempts} + 1`,
      error: null,
      handledAt: sql`${sql.placeholder("now")}`,
    })
    .where(eq(deliveries.id, sql.placeholder("id")))
    .prepare(),
);

/** A rule failed, and with it everything that was handled together with it. */
export class DeliveryFailed extends Error {}

/**
 * Handles deliveries that are due, a few in one transaction: the rule of each, its effects and "handled" commit
 * together, or not at all. Where one fails, `DeliveryFailed` is thrown; handled `apart`, its failure is recorded and
 * the others go on. Returns how many were due.
 */
export async function handleDeliveries(
  tx: Transaction,
  handlers: Record<string, DeliveryHandler>,
  log: Logger,
  apart: boolean,
): Promise<number> {
  const started = performance.now();
  const due = await listDue(tx).all({ now: Date.now() });
  for (const delivery of due) {
    const handling = () => handle(tx, handlers[delivery.source], delivery, log);
    try {
      await (apart ? inSavepoint(tx, handling) : handling());
    } catch (err) {
      if (isLostTransaction(err)) throw err;
      if (!apart) throw new DeliveryFailed("A delivery could not be handled.", { cause: err });
      await recordFailure(tx, delivery, err, log);
    }
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
  const { id, source, traceId, accountId, receivedAt } = delivery;
  if (!handler) throw new Error(`No rule for deliveries from ${source}.`);
  await handler(tx, { ...delivery, scope: grantScope(accountId), receivedAt: new Date(receivedAt) });
  await closeHandled(tx).run({ id, now: Date.now() });
  log.debug({ trace: traceId, source }, "delivery handled");
}

async function recordFailure(tx: Transaction, delivery: Row, err: unknown, log: Logger): Promise<void> {
  const { id, source, traceId } = delivery;
  const attempts = delivery.attempts + 1;
  log.error({ err, trace: traceId, source, attempts }, "delivery failed");
  const error = describeError(err);
  const state = attempts >= MAX_ATTEMPTS ? "failed" : "waiting";
  const runAt = Date.now() + waitBeforeRetry(attempts, null);
  await tx.update(deliveries).set({ state, attempts, error, runAt }).where(eq(deliveries.id, id));
  await logFailure(tx, { subject: "delivery", subjectId: id, attempt: attempts, error });
}
