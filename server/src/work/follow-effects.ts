import { and, asc, eq, gt, max } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { effects } from "../database/schema/work.ts";

export type FollowedEffect = Pick<typeof effects.$inferSelect, "payload" | "state" | "attempts" | "error">;

/** The newest effect's number; 0 when there is none. */
export async function newestEffect(db: Queryable): Promise<number> {
  const [row] = await db.select({ newest: max(effects.id) }).from(effects);
  return row?.newest ?? 0;
}

/** How effects of one kind and order stand that were asked for after another one. */
export function listEffectsAfter(
  db: Queryable,
  { accountId }: AccountScope,
  { kind, orderKey, after }: { kind: string; orderKey: string; after: number },
): Promise<FollowedEffect[]> {
  const { payload, state, attempts, error } = effects;
  return db
    .select({ payload, state, attempts, error })
    .from(effects)
    .where(
      and(
        gt(effects.id, after),
        eq(effects.accountId, accountId),
        eq(effects.orderKey, orderKey),
        eq(effects.kind, kind),
      ),
    )
    .orderBy(asc(effects.id));
}
