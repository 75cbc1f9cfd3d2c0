import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { events } from "../database/schema/events.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Metric } from "./catalogue.ts";

export interface NewEvent {
  profileId: string;
  metric: Metric;
  uniqueId: string;
  at: Date;
  properties: Record<string, unknown>;
}

const { placeholder } = sql;

const insertEvent = prepared((db) =>
  db
    .insert(events)
    .values({
      accountId: placeholder("accountId"),
      profileId: placeholder("profileId"),
      metric: placeholder("metric"),
      uniqueId: placeholder("uniqueId"),
      at: placeholder("at"),
      properties: placeholder("properties"),
    })
    .onConflictDoNothing()
    .returning({ id: events.id })
    .prepare(),
);

const selectEvent = prepared((db) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.accountId, placeholder("accountId")), eq(events.id, placeholder("id"))))
    .prepare(),
);

/** Writes an event down; null when the fact was told before. */
export async function addEvent(
  tx: Transaction,
  scope: AccountScope,
  event: NewEvent,
): Promise<number | null> {
  const [row] = await insertEvent(tx).all({ ...event, accountId: scope.accountId });
  return row?.id ?? null;
}

/** Which of these facts are written down already. */
export async function findKnownEvents(
  db: Queryable,
  { accountId }: AccountScope,
  uniqueIds: string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ uniqueId: events.uniqueId })
    .from(events)
    .where(and(eq(events.accountId, accountId), inArray(events.uniqueId, uniqueIds)));
  return new Set(rows.map(({ uniqueId }) => uniqueId));
}

/** Takes a ticket's words out of its events; that they happened stays. `facts`: how the names of its facts begin. */
export async function forgetTicketWords(
  tx: Transaction,
  { accountId }: AccountScope,
  facts: string,
): Promise<void> {
  const without = sql`json_set(${events.properties}, '$.Subject', null, '$.Description', null, '$.Fields', json('{}'))`;
  const { uniqueId } = events;
  await tx
    .update(events)
    .set({ properties: without })
    .where(and(eq(events.accountId, accountId), gte(uniqueId, facts), lt(uniqueId, `${facts}\u{10ffff}`)));
}

export async function getEvent(db: Queryable, scope: AccountScope, id: number) {
  const [row] = await selectEvent(db).all({ accountId: scope.accountId, id });
  if (!row) throw new Error(`There is no event ${id}.`);
  return row;
}
