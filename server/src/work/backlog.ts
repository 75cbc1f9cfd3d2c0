import { sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { deliveries, effects } from "../database/schema/work.ts";

export interface Backlog {
  /** Deliveries and effects that are not finished. */
  waiting: number;
  /** Set aside for good. */
  failed: number;
  /** When the oldest unfinished one came; null when there is none. */
  oldestAt: Date | null;
}

/** How much work is waiting, of one account or of all. */
export async function readBacklog(db: Queryable, scope: AccountScope | null): Promise<Backlog> {
  const mine = scope === null ? sql`TRUE` : sql`account_id = ${scope.accountId}`;
  const [row] = await db.all<{ waiting: number; failed: number; oldest: number | null }>(sql`
    SELECT
      (SELECT count(*) FROM ${deliveries} WHERE state = 'waiting' AND ${mine})
        + (SELECT count(*) FROM ${effects} WHERE state IN ('blocked', 'waiting', 'leased') AND ${mine}) AS waiting,
      (SELECT count(*) FROM ${deliveries} WHERE state = 'failed' AND ${mine})
        + (SELECT count(*) FROM ${effects} WHERE state = 'dead' AND ${mine}) AS failed,
      (SELECT min(at) FROM (
        SELECT min(received_at) AS at FROM ${deliveries} WHERE state = 'waiting' AND ${mine}
        UNION ALL
        SELECT min(created_at) FROM ${effects} WHERE state IN ('blocked', 'waiting', 'leased') AND ${mine})) AS oldest`);
  const { waiting = 0, failed = 0, oldest = null } = row ?? {};
  return { waiting, failed, oldestAt: oldest === null ? null : new Date(oldest) };
}
