import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { watermarks } from "../database/schema/watermarks.ts";
import type { Transaction } from "../database/transaction.ts";

/** How far a vendor's list was read; null: never yet. */
export async function findWatermark(
  db: Queryable,
  { accountId }: AccountScope,
  source: string,
): Promise<Date | null> {
  const [row] = await db
    .select({ at: watermarks.at })
    .from(watermarks)
    .where(and(eq(watermarks.accountId, accountId), eq(watermarks.source, source)));
  return row?.at ?? null;
}

/** Moves a watermark on; never back. */
export async function moveWatermark(
  tx: Transaction,
  { accountId }: AccountScope,
  source: string,
  at: Date,
): Promise<void> {
  await tx
    .insert(watermarks)
    .values({ accountId, source, at })
    .onConflictDoUpdate({
      target: [watermarks.accountId, watermarks.source],
      set: { at: sql`max(${watermarks.at}, excluded.at)` },
    });
}

/** Takes the turn to do something that only one process is to do at a time; false when another did it just now. */
export async function takeTurn(
  tx: Transaction,
  { accountId }: AccountScope,
  what: string,
  everyMs: number,
): Promise<boolean> {
  const now = new Date();
  const taken = await tx
    .insert(watermarks)
    .values({ accountId, source: what, at: now })
    .onConflictDoUpdate({
      target: [watermarks.accountId, watermarks.source],
      set: { at: now },
      setWhere: sql`${watermarks.at} <= ${now.getTime() - everyMs}`,
    })
    .returning({ at: watermarks.at });
  return taken.length > 0;
}

/** Gives a turn back before its time is over. */
export async function giveTurnBack(
  tx: Transaction,
  { accountId }: AccountScope,
  what: string,
): Promise<void> {
  await tx.delete(watermarks).where(and(eq(watermarks.accountId, accountId), eq(watermarks.source, what)));
}
