import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What we know of a Zendesk ticket. */
export const tickets = sqliteTable(
  "tickets",
  {
    accountId: text("account_id").notNull(),
    ticketId: text("ticket_id").notNull(),
    profileId: text("profile_id").notNull(),
    status: text({ enum: ["new", "open", "pending", "hold", "solved", "closed", "deleted"] }).notNull(),
    channel: text(),
    brandId: text("brand_id"),
    assignee: text(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    /** Zendesk's `updated_at`: what is older never replaces it. */
    updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
    asOf: integer("as_of", { mode: "timestamp_ms" }).notNull(),
    /** When the requester's other tickets were listed last; null: never yet, or the ticket has changed since. */
    othersAsOf: integer("others_as_of", { mode: "timestamp_ms" }),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.ticketId] }),
    index("tickets_profile").on(table.accountId, table.profileId),
  ],
);
