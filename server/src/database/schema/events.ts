import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The event store: what happened to a person, one row a fact. */
export const events = sqliteTable(
  "events",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: text("account_id").notNull(),
    profileId: text("profile_id").notNull(),
    metric: text().notNull(),
    /** Names the fact for ever: a retry, a replay or an import finds it taken. */
    uniqueId: text("unique_id").notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
    properties: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    uniqueIndex("events_once").on(table.accountId, table.uniqueId),
    index("events_profile").on(table.accountId, table.profileId, table.at),
    index("events_metric").on(table.accountId, table.metric, table.at),
  ],
);
