import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A link in a reply, shortened; what it leads to is fixed when it is made. */
export const links = sqliteTable(
  "links",
  {
    /** Its address on the short domain: unguessable. */
    code: text().primaryKey(),
    accountId: text("account_id").notNull(),
    messageId: text("message_id").notNull(),
    url: text().notNull(),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
    clicks: integer().notNull().default(0),
    lastClickAt: integer("last_click_at", { mode: "timestamp_ms" }),
  },
  (table) => [
    index("links_message").on(table.accountId, table.messageId),
    index("links_expiry").on(table.expiresAt),
  ],
);
