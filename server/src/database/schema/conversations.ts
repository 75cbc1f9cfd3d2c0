import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** One customer's address and one of ours, on one channel. */
export const conversations = sqliteTable(
  "conversations",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    channel: text({ enum: ["sms", "whatsapp"] }).notNull(),
    /** Through whom their texts come, and ours go. */
    carrier: text({ enum: ["twilio", "klaviyo"] }).notNull(),
    ours: text().notNull(),
    theirs: text().notNull(),
    profileId: text("profile_id").notNull(),
    /** The ticket that the next text goes to, whatever its status. */
    ticketId: text("ticket_id"),
    /** The customer's newest text; null: they never wrote. */
    lastTextAt: integer("last_text_at", { mode: "timestamp_ms" }),
    /** The last automatic answer. */
    answeredAt: integer("answered_at", { mode: "timestamp_ms" }),
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
    /** Who wrote it: the customer, an agent on the ticket, or marketing. */
    origin: text({ enum: ["customer", "agent", "campaign", "flow", "automatic", "inbox"] }).notNull(),
    /** The name of the campaign or flow that it belongs to. */
    title: text(),
    text: text().notNull(),
    /** What the carrier counts it as. */
    segments: integer().notNull(),
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
    /** When it came on its ticket, or was written there. */
    placedAt: integer("placed_at", { mode: "timestamp_ms" }),
    /** The campaign's or flow's message that this text of the customer answers. */
    attributedTo: text("attributed_to"),
  },
  (table) => [
    uniqueIndex("messages_carrier").on(table.accountId, table.carrierId),
    uniqueIndex("messages_comment").on(table.accountId, table.commentId),
    index("messages_thread").on(table.accountId, table.conversationId, table.sequence),
    index("messages_ticket").on(table.accountId, table.ticketId, table.placedAt),
    index("messages_at").on(table.accountId, table.at),
  ],
);

export interface Picture {
  url: string;
  contentType: string;
}
