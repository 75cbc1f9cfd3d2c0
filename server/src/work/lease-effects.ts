import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { effects } from "../database/schema/work.ts";
import type { Transaction, Write } from "../database/writer.ts";
import { LeaseLost } from "./failure.ts";

export const LEASE_MS = 60_000;

export type LeasedEffect = typeof effects.$inferSelect & { leaseToken: string; firstAttemptAt: number };

/**
 * Leases up to `limit` effects that are due, or whose worker did not return; none that has an unfinished one before
 * it in its own order.
 */
export function leaseEffects(write: Write, limit: number): Promise<LeasedEffect[]> {
  return write(async (tx) => {
    const now = Date.now();
    const due = tx
      .select({ id: effects.id })
      .from(effects)
      .where(
        sql`${effects.state} IN ('waiting', 'leased') AND ${effects.runAt} <= ${now}
          AND (${effects.leaseUntil} IS NULL OR ${effects.leaseUntil} <= ${now})
          AND NOT EXISTS (
            SELECT 1 FROM effects AS earlier
            WHERE earlier.account_id = effects.account_id AND earlier.order_key = effects.order_key
              AND earlier.state IN ('waiting', 'leased') AND earlier.id < effects.id)`,
      )
      .orderBy(effects.runAt, effects.id)
      .limit(limit);
    const leased = await tx
      .update(effects)
      .set({
        state: "leased",
        leaseUntil: now + LEASE_MS,
        leaseToken: randomUUID(),
        attempts: sql`${effects.attempts} + 1`,
        firstAttemptAt: sql`coalesce(${effects.firstAttemptAt}, ${now})`,
      })
      .where(inArray(effects.id, due))
      .returning();
    return leased as LeasedEffect[];
  });
}

/** Writes an effect's new state, if the lease is still ours; throws `LeaseLost` otherwise. */
export async function closeLease(
  tx: Transaction,
  effect: LeasedEffect,
  change: Partial<typeof effects.$inferInsert>,
): Promise<void> {
  const { rowsAffected } = await tx
    .update(effects)
    .set({ ...change, leaseUntil: null, leaseToken: null })
    .where(and(eq(effects.id, effect.id), eq(effects.leaseToken, effect.leaseToken)));
  if (rowsAffected !== 1) throw new LeaseLost(`Effect ${effect.id} belongs to another worker by now.`);
}
