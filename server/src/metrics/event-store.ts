import { and, eq } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { events } from "../database/schema/events.ts";
import type { Transaction } from "../database/writer.ts";
import type { Metric } from "./catalogue.ts";

export interface NewEvent {
  profileId: string;
  metric: Metric;
  uniqueId: string;
  at: Date;
  properties: Record<string, unknown>;
}

/** Writes an event down; null when the fact was told before. */
export async function addEvent(
  tx: Transaction,
  scope: AccountScope,
  event: NewEvent,
): Promise<number | null> {
  const [row] = await tx
    .insert(events)
    .values({ ...event, accountId: scope.accountId })
    .onConflictDoNothing()
    .returning({ id: events.id });
  return row?.id ?? null;
}

export async function getEvent(db: Queryable, scope: AccountScope, id: number) {
  const [row] = await db
    .select()
    .from(events)
    .where(and(eq(events.accountId, scope.accountId), eq(events.id, id)));
  if (!row) throw new Error(`There is no event ${id}.`);
  return row;
}
