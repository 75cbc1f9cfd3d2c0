import type { AdminHealth } from "@sidethread/shared/admin";
import { and, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { deliveries, effects } from "../database/schema/work.ts";

type Listed = AdminHealth["deliveries"][number];

const LISTED = 100;

const instant = (at: number) => new Date(at).toISOString();

/** The last 100 deliveries of an account, newest first, with what followed from each, by its trace. */
export async function listDeliveries(db: Queryable, scope: AccountScope): Promise<Listed[]> {
  const { id, source, state, receivedAt, handledAt, error, traceId } = deliveries;
  const rows = await db
    .select({ id, source, state, receivedAt, handledAt, error, traceId })
    .from(deliveries)
    .where(eq(deliveries.accountId, scope.accountId))
    .orderBy(desc(deliveries.id))
    .limit(LISTED);
  const followed = await listEffects(db, scope, rows);
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    receivedAt: instant(row.receivedAt),
    handledAt: row.handledAt === null ? null : instant(row.handledAt),
    effects: followed.get(row.traceId) ?? [],
  }));
}

async function listEffects(
  db: Queryable,
  { accountId }: AccountScope,
  rows: { traceId: string; receivedAt: number }[],
): Promise<Map<string, Listed["effects"]>> {
  const byTrace = new Map<string, Listed["effects"]>();
  const oldest = rows.at(-1);
  if (!oldest) return byTrace;
  // Read backwards from the newest, so that no more is looked at than came since.
  const before = db
    .select({ id: effects.id })
    .from(effects)
    .where(lt(effects.createdAt, oldest.receivedAt))
    .orderBy(desc(effects.id))
    .limit(1);
  const { kind, state, attempts, error, traceId } = effects;
  const found = await db
    .select({ kind, state, attempts, error, traceId })
    .from(effects)
    .where(
      and(
        eq(effects.accountId, accountId),
        gt(effects.id, sql`coalesce((${before}), 0)`),
        inArray(
          traceId,
          rows.map((row) => row.traceId),
        ),
      ),
    )
    .orderBy(effects.id);
  for (const { traceId: trace, ...effect } of found) {
    byTrace.set(trace, [...(byTrace.get(trace) ?? []), effect]);
  }
  return byTrace;
}
