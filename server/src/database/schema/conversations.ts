import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** One customer's address and one of ours, on one channel. */
export const conversations = sqliteTable(
  "conversations",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    channel: text({ enum: ["sms"] }).notNull(),
    ours: text().notNull(),
    theirs: text().notNull(),
    profileId: text("profile_id").notNull(),
    /** The ticket that the next text goes to, whatever its status. */
    ticketId: text("ticket_id"),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    uniqueIndex("conversations_addresses").on(table.accountId, table.channel, table.ours, table.theirs),
    index("conversations_profile").on(table.accountId, table.profileId),
  ],
);

export const messages = sqliteTable(
  "messages",
  {
    /** Gives the order within a conversation. */
    sequence: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    accountId: text("account_id").notNull(),
    conversationId: text("conversation_id").notNull(),
    direction: text({ enum: ["inbound", "outbound"] }).notNull(),
    text: text().notNull(),
    pictures: text({ mode: "json" }).$type<Picture[]>().notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
    state: text({
      enum: ["received", "queued", "sent", "delivered", "failed", "not_sent", "unknown"],
    }).notNull(),
    reason: text(),
    author: text(),
    carrierId: text("carrier_id"),
    ticketId: text("ticket_id"),
    commentId: text("comment_id"),
  },
  (table) => [
    uniqueIndex("messages_carrier").on(table.accountId, table.carrierId),
    uniqueIndex("messages_comment").on(table.accountId, table.commentId),
    index("messages_thread").on(table.accountId, table.conversationId, table.sequence),
    index("messages_ticket").on(table.accountId, table.ticketId),
  ],
);

export interface Picture {
  url: string;
  contentType: string;
}
