import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** How far a vendor's list has been read, where it tells us nothing by itself. */
export const watermarks = sqliteTable(
  "watermarks",
  {
    accountId: text("account_id").notNull(),
    /** What is read: `klaviyo:XyZ123:Sent SMS`. */
    source: text().notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.source] })],
);
