import { sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import { effects } from "../database/schema/work.ts";
import type { Transaction } from "../database/writer.ts";

/** Something to be done outside, as a rule asks for it. */
export interface NewEffect {
  scope: AccountScope;
  /** As the handler is registered: `conversations.send_reply`. */
  kind: string;
  /** Effects with the same key are carried out one after the other, in the order in which they were asked for. */
  orderKey: string;
  payload: unknown;
  traceId: string;
  /** While an effect with this key is unfinished, asking again changes nothing. */
  uniqueKey?: string;
}

/** `waiting` when nothing of the order is unfinished, else `blocked`. */
export const stateInOrder = ({ accountId }: AccountScope, orderKey: string) => sql`
  CASE WHEN EXISTS (
    SELECT 1 FROM effects AS other
    WHERE other.account_id = ${accountId} AND other.order_key = ${orderKey}
      AND other.state IN ('blocked', 'waiting', 'leased')
  ) THEN 'blocked' ELSE 'waiting' END`;

/** Asks for an effect, in the transaction of the rule that it follows from. */
export async function enqueue(tx: Transaction, { scope, ...effect }: NewEffect): Promise<void> {
  const now = Date.now();
  const state = stateInOrder(scope, effect.orderKey);
  await tx
    .insert(effects)
    .values({ ...effect, accountId: scope.accountId, state, runAt: now, createdAt: now })
    .onConflictDoNothing();
}

/** Asks for an effect that reads one thing anew; while one such is unfinished, asking again changes nothing. */
export function enqueueRefresh(
  tx: Transaction,
  { of, ...refresh }: Pick<NewEffect, "scope" | "kind" | "payload" | "traceId"> & { of: string },
): Promise<void> {
  const key = `${refresh.kind}:${of}`;
  return enqueue(tx, { ...refresh, orderKey: key, uniqueKey: key });
}

/** Lets the next effect of an order go, once the one before it is finished. */
export async function releaseNext(tx: Transaction, accountId: string, orderKey: string): Promise<void> {
  await tx.run(sql`
    UPDATE effects SET state = 'waiting'
    WHERE id = (
      SELECT min(id) FROM effects
      WHERE account_id = ${accountId} AND order_key = ${orderKey} AND state IN ('blocked', 'waiting', 'leased')
    ) AND state = 'blocked'`);
}
