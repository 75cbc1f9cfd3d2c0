import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** An agent's picture that a carrier may fetch from us for a while. */
export const sharedPictures = sqliteTable(
  "shared_pictures",
  {
    /** Its address: unguessable. */
    code: text().primaryKey(),
    accountId: text("account_id").notNull(),
    messageId: text("message_id").notNull(),
    /** Where the helpdesk has it. */
    url: text().notNull(),
    contentType: text("content_type").notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("shared_pictures_message").on(table.accountId, table.messageId),
    index("shared_pictures_expiry").on(table.expiresAt),
  ],
);
