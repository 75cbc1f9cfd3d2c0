import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { snapshots } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";

export type SnapshotSource = "klaviyo" | "shopify";
export type Snapshot = Omit<typeof snapshots.$inferSelect, "accountId" | "profileId" | "source">;

/** What a vendor last said about a person; null when it was never asked. */
export async function findSnapshot(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
  source: SnapshotSource,
): Promise<Snapshot | null> {
  const { data, asOf, failedSince, failedAt } = snapshots;
  const [row] = await db
    .select({ data, asOf, failedSince, failedAt })
    .from(snapshots)
    .where(
      and(
        eq(snapshots.accountId, scope.accountId),
        eq(snapshots.profileId, profileId),
        eq(snapshots.source, source),
      ),
    );
  return row ?? null;
}

/** Keeps a fresh answer of a vendor. */
export async function saveSnapshot(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  source: SnapshotSource,
  data: unknown,
  asOf: Date,
): Promise<void> {
  await tx
    .insert(snapshots)
    .values({ accountId: scope.accountId, profileId, source, data, asOf })
    .onConflictDoUpdate({
      target: [snapshots.accountId, snapshots.profileId, snapshots.source],
      set: { data, asOf, failedSince: null, failedAt: null },
    });
}

/** Notes that a vendor could not be read; what it said before stays. */
export async function noteSnapshotFailure(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  source: SnapshotSource,
  at: Date,
): Promise<void> {
  await tx
    .insert(snapshots)
    .values({ accountId: scope.accountId, profileId, source, failedSince: at, failedAt: at })
    .onConflictDoUpdate({
      target: [snapshots.accountId, snapshots.profileId, snapshots.source],
      set: { failedSince: sql`coalesce(${snapshots.failedSince}, excluded.failed_since)`, failedAt: at },
    });
}
