import { and, eq, gt, type Placeholder, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import { prepared } from "../database/prepared.ts";
import { effects } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";

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
export const stateInOrder = (accountId: string | Placeholder, orderKey: string | Placeholder) => sql`
  CASE WHEN EXISTS (
    SELECT 1 FROM effects AS other
    WHERE other.account_id = ${accountId} AND other.order_key = ${orderKey}
      AND other.state IN ('blocked', 'waiting', 'leased')
  ) THEN 'blocked' ELSE 'waiting' END`;

const { placeholder } = sql;

const insertEffect = prepared((db) =>
  db
    .insert(effects)
    .values({
      accountId: placeholder("accountId"),
      kind: placeholder("kind"),
      orderKey: placeholder("orderKey"),
      uniqueKey: placeholder("uniqueKey"),
      payload: placeholder("payload"),
      traceId: placeholder("traceId"),
      state: stateInOrder(placeholder("accountId"), placeholder("orderKey")),
      runAt: placeholder("now"),
      createdAt: placeholder("now"),
    })
    .onConflictDoNothing()
    .prepare(),
);

/** Asks for an effect, in the transaction of the rule that it follows from. */
export async function enqueue(tx: Transaction, { scope, ...effect }: NewEffect): Promise<void> {
  await insertEffect(tx).run({ uniqueKey: null, ...effect, accountId: scope.accountId, now: Date.now() });
}

/** Asks for an effect that reads one thing anew; while one such is unfinished, asking again changes nothing. */
export function enqueueRefresh(
  tx: Transaction,
  { of, ...refresh }: Pick<NewEffect, "scope" | "kind" | "payload" | "traceId"> & { of: string },
): Promise<void> {
  const key = `${refresh.kind}:${of}`;
  return enqueue(tx, { ...refresh, orderKey: key, uniqueKey: key });
}

const release = prepared((db) =>
  db
    .update(effects)
    .set({ state: "waiting" })
    .where(
      sql`id = (
        SELECT min(id) FROM effects
        WHERE account_id = ${placeholder("accountId")} AND order_key = ${placeholder("orderKey")}
          AND state IN ('blocked', 'waiting', 'leased')
      ) AND state = 'blocked'`,
    )
    .prepare(),
);

/** Lets the next effect of an order go, once the one before it is finished. */
export async function releaseNext(tx: Transaction, accountId: string, orderKey: string): Promise<void> {
  await release(tx).run({ accountId, orderKey });
}

/** Has everything of an account that waits longer for its next attempt tried by then: what it failed for is mended. */
export async function retryBy(tx: Transaction, { accountId }: AccountScope, at: Date): Promise<void> {
  const runAt = at.getTime();
  await tx
    .update(effects)
    .set({ runAt })
    .where(and(eq(effects.accountId, accountId), eq(effects.state, "waiting"), gt(effects.runAt, runAt)));
}
