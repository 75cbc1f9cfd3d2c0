import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { effects } from "../database/schema/work.ts";

/** What unfinished effects of one kind and order are about: their payloads, in turn. */
export async function listUnfinished(
  db: Queryable,
  { accountId }: AccountScope,
  of: { kind: string; orderKey: string },
): Promise<unknown[]> {
  const rows = await db
    .select({ payload: effects.payload })
    .from(effects)
    .where(
      and(
        eq(effects.accountId, accountId),
        eq(effects.orderKey, of.orderKey),
        eq(effects.kind, of.kind),
        // As the index says it.
        sql`state IN ('blocked', 'waiting', 'leased')`,
      ),
    )
    .orderBy(effects.id);
  return rows.map(({ payload }) => payload);
}
