import type { AccountScope } from "../database/account-scope.ts";
import { effects } from "../database/schema/work.ts";
import type { Transaction } from "../database/writer.ts";

/** Something to be done outside, as a rule asks for it. */
export interface NewEffect {
  scope: AccountScope;
  /** As the handler is registered: `texts.send`. */
  kind: string;
  /** Effects with the same key are carried out one after the other, in the order in which they were asked for. */
  orderKey: string;
  payload: unknown;
  traceId: string;
  /** While an effect with this key is unfinished, asking again changes nothing. */
  uniqueKey?: string;
  /** Not before this moment, in milliseconds since 1970. */
  runAt?: number;
}

/** Asks for an effect, in the transaction of the rule that it follows from. */
export async function enqueue(tx: Transaction, { scope, ...effect }: NewEffect): Promise<void> {
  const now = Date.now();
  await tx
    .insert(effects)
    .values({ runAt: now, ...effect, accountId: scope.accountId, state: "waiting", createdAt: now })
    .onConflictDoNothing();
}
