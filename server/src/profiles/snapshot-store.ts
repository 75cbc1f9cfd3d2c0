import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { snapshots } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";

export type Snapshot = Omit<typeof snapshots.$inferSelect, "accountId" | "profileId" | "source" | "key">;

/** Whose word a snapshot is: the shop's, or a Klaviyo account's, by its id. */
export interface Told {
  source: "klaviyo" | "shopify";
  key: string;
}

export const BY_SHOP: Told = { source: "shopify", key: "" };
export const byKlaviyo = (klaviyoAccountId: string): Told => ({ source: "klaviyo", key: klaviyoAccountId });

/** What a vendor last said about a person; null when it was never asked. */
export async function findSnapshot(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
  { source, key }: Told,
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
        eq(snapshots.key, key),
      ),
    );
  return row ?? null;
}

/** Keeps a fresh answer of a vendor. */
export async function saveSnapshot(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  { source, key }: Told,
  data: unknown,
  asOf: Date,
): Promise<void> {
  await tx
    .insert(snapshots)
    .values({ accountId: scope.accountId, profileId, source, key, data, asOf })
    .onConflictDoUpdate({
      target: [snapshots.accountId, snapshots.profileId, snapshots.source, snapshots.key],
      set: { data, asOf, failedSince: null, failedAt: null },
    });
}

/** Notes that a vendor could not be read; what it said before stays. */
export async function noteSnapshotFailure(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  { source, key }: Told,
  at: Date,
): Promise<void> {
  await tx
    .insert(snapshots)
    .values({ accountId: scope.accountId, profileId, source, key, failedSince: at, failedAt: at })
    .onConflictDoUpdate({
      target: [snapshots.accountId, snapshots.profileId, snapshots.source, snapshots.key],
      set: { failedSince: sql`coalesce(${snapshots.failedSince}, excluded.failed_since)`, failedAt: at },
    });
}
