import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The inbox: what vendors told us, as they said it. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: text("account_id").notNull(),
    source: text().notNull(),
    /** The vendor's own id of this delivery. */
    deliveryId: text("delivery_id").notNull(),
    orderKey: text("order_key").notNull(),
    body: text().notNull(),
    traceId: text("trace_id").notNull(),
    state: text({ enum: ["waiting", "handled", "failed"] }).notNull(),
    attempts: integer().notNull().default(0),
    runAt: integer("run_at").notNull(),
    error: text(),
    receivedAt: integer("received_at").notNull(),
    handledAt: integer("handled_at"),
  },
  (table) => [
    uniqueIndex("deliveries_once").on(table.accountId, table.source, table.deliveryId),
    index("deliveries_due").on(table.runAt, table.id).where(sql`state = 'waiting'`),
    index("deliveries_order").on(table.accountId, table.orderKey, table.id).where(sql`state = 'waiting'`),
    index("deliveries_handled").on(table.handledAt).where(sql`handled_at IS NOT NULL`),
    index("deliveries_failed").on(table.accountId, table.id).where(sql`state = 'failed'`),
  ],
);

const unfinished = sql`state IN ('blocked', 'waiting', 'leased')`;

/** The outbox: what follows from a rule and has to be done out there. */
export const effects = sqliteTable(
  "effects",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: text("account_id").notNull(),
    kind: text().notNull(),
    orderKey: text("order_key").notNull(),
    /** Set: at most one unfinished effect has it. */
    uniqueKey: text("unique_key"),
    payload: text({ mode: "json" }).$type<unknown>().notNull(),
    traceId: text("trace_id").notNull(),
    /** `blocked`: another effect of its order is unfinished. Only the first of each order is ever due. */
    state: text({ enum: ["blocked", "waiting", "leased", "done", "refused", "dead"] }).notNull(),
    attempts: integer().notNull().default(0),
    runAt: integer("run_at").notNull(),
    leaseUntil: integer("lease_until"),
    /** Fencing token: only its holder may write the outcome. */
    leaseToken: text("lease_token"),
    error: text(),
    createdAt: integer("created_at").notNull(),
    firstAttemptAt: integer("first_attempt_at"),
    finishedAt: integer("finished_at"),
  },
  (table) => [
    index("effects_due").on(table.accountId, table.runAt, table.id).where(sql`state = 'waiting'`),
    index("effects_leased").on(table.leaseUntil).where(sql`state = 'leased'`),
    index("effects_order").on(table.accountId, table.orderKey, table.id).where(unfinished),
    uniqueIndex("effects_once")
      .on(table.accountId, table.uniqueKey)
      .where(sql`unique_key IS NOT NULL AND ${unfinished}`),
    index("effects_finished").on(table.finishedAt).where(sql`finished_at IS NOT NULL`),
    index("effects_dead").on(table.accountId, table.id).where(sql`state = 'dead'`),
  ],
);

/** What went wrong with a delivery or an effect, attempt by attempt. */
export const failures = sqliteTable(
  "failures",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    subject: text({ enum: ["delivery", "effect"] }).notNull(),
    subjectId: integer("subject_id").notNull(),
    attempt: integer().notNull(),
    at: integer().notNull(),
    error: text().notNull(),
  },
  (table) => [index("failures_subject").on(table.subject, table.subjectId)],
);
