import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import type { Transaction } from "../database/transaction.ts";

export type Conversation = typeof conversations.$inferSelect;

export async function getConversation(db: Queryable, scope: AccountScope, id: string): Promise<Conversation> {
  const [row] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.accountId, scope.accountId), eq(conversations.id, id)));
  if (!row) throw new Error(`There is no conversation ${id}.`);
  return row;
}

/** The newest text stays the newest, whichever comes first; a conversation may begin without one. */
const newestText = sql`max(coalesce(${conversations.lastTextAt}, excluded.last_text_at), coalesce(excluded.last_text_at, ${conversations.lastTextAt}))`;

/** The conversation between two addresses; made where there is none. */
export async function openConversation(
  tx: Transaction,
  { accountId }: AccountScope,
  between: Pick<Conversation, "channel" | "carrier" | "ours" | "theirs" | "profileId"> &
    Partial<Pick<Conversation, "lastTextAt">>,
): Promise<Conversation> {
  const [row] = await tx
    .insert(conversations)
    .values({ ...between, id: randomUUID(), accountId, createdAt: new Date() })
    .onConflictDoUpdate({
      target: [conversations.accountId, conversations.channel, conversations.ours, conversations.theirs],
      set: { ...between, lastTextAt: newestText },
    })
    .returning();
  if (!row) throw new Error("The conversation was not saved.");
  return row;
}

/** The conversation whose texts are on this ticket, an earlier one of its tickets included; null for any other. */
export async function findConversationOfTicket(
  db: Queryable,
  scope: AccountScope,
  ticketId: string,
): Promise<Conversation | null> {
  const [row] = await db
    .select({ conversation: conversations })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(and(eq(messages.accountId, scope.accountId), eq(messages.ticketId, ticketId)))
    .limit(1);
  return row?.conversation ?? null;
}

/** A person's conversations, newest first. */
export function listConversations(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
): Promise<Conversation[]> {
  return db
    .select()
    .from(conversations)
    .where(and(eq(conversations.accountId, scope.accountId), eq(conversations.profileId, profileId)))
    .orderBy(desc(conversations.createdAt));
}

/** Makes a ticket the one that the conversation's next text goes to. */
export async function linkTicket(
  tx: Transaction,
  scope: AccountScope,
  conversationId: string,
  ticketId: string,
): Promise<void> {
  await tx
    .update(conversations)
    .set({ ticketId })
    .where(and(eq(conversations.accountId, scope.accountId), eq(conversations.id, conversationId)));
}

/** Notes an automatic answer; false when another one was given since a moment. */
export async function claimAutoResponse(
  tx: Transaction,
  scope: AccountScope,
  conversationId: string,
  { at, noneSince }: { at: Date; noneSince: Date },
): Promise<boolean> {
  const { rowsAffected } = await tx
    .update(conversations)
    .set({ answeredAt: at })
    .where(
      and(
        eq(conversations.accountId, scope.accountId),
        eq(conversations.id, conversationId),
        or(isNull(conversations.answeredAt), lte(conversations.answeredAt, noneSince)),
      ),
    );
  return rowsAffected === 1;
}
