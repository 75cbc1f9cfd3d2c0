import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import type { Transaction } from "../database/transaction.ts";

export type Conversation = typeof conversations.$inferSelect;

const { placeholder } = sql;

const selectConversation = prepared((db) =>
  db
    .select()
    .from(conversations)
    .where(
      and(eq(conversations.accountId, placeholder("accountId")), eq(conversations.id, placeholder("id"))),
    )
    .prepare(),
);

export async function getConversation(db: Queryable, scope: AccountScope, id: string): Promise<Conversation> {
  const [row] = await selectConversation(db).all({ accountId: scope.accountId, id });
  if (!row) throw new Error(`There is no conversation ${id}.`);
  return row;
}

/** The newest text stays the newest, whichever comes first; a conversation may begin without one. */
const newestText = sql`max(coalesce(${conversations.lastTextAt}, excluded.last_text_at), coalesce(excluded.last_text_at, ${conversations.lastTextAt}))`;

const upsertConversation = prepared((db) =>
  db
    .insert(conversations)
    .values({
      id: placeholder("id"),
      accountId: placeholder("accountId"),
      channel: placeholder("channel"),
      carrier: placeholder("carrier"),
      ours: placeholder("ours"),
      theirs: placeholder("theirs"),
      profileId: placeholder("profileId"),
      lastTextAt: sql`${placeholder("lastTextAt")}`,
      createdAt: placeholder("now"),
    })
    .onConflictDoUpdate({
      target: [conversations.accountId, conversations.channel, conversations.ours, conversations.theirs],
      set: {
        carrier: sql`excluded.carrier`,
        profileId: sql`excluded.profile_id`,
        lastTextAt: newestText,
      },
    })
    .returning()
    .prepare(),
);

/** The conversation between two addresses; made where there is none. */
export async function openConversation(
  tx: Transaction,
  { accountId }: AccountScope,
  between: Pick<Conversation, "channel" | "carrier" | "ours" | "theirs" | "profileId"> &
    Partial<Pick<Conversation, "lastTextAt">>,
): Promise<Conversation> {
  const fresh = { lastTextAt: null, ...between, id: randomUUID(), accountId, now: new Date() };
  const [row] = await upsertConversation(tx).all(fresh);
  if (!row) throw new Error("The conversation was not saved.");
  return row;
}

/** Sets when a customer wrote last by what they wrote: a text that is told of again was not written again. */
export async function recountLastText(
  tx: Transaction,
  { accountId }: AccountScope,
  id: string,
): Promise<void> {
  const newest = sql`(SELECT max(at) FROM messages WHERE account_id = ${accountId} AND conversation_id = ${id} AND direction = 'inbound')`;
  await tx
    .update(conversations)
    .set({ lastTextAt: newest })
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, id)));
}

const selectOfTicket = prepared((db) =>
  db
    .select({ conversation: conversations })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(eq(messages.accountId, placeholder("accountId")), eq(messages.ticketId, placeholder("ticketId"))),
    )
    .limit(1)
    .prepare(),
);

/** The conversation whose texts are on this ticket, an earlier one of its tickets included; null for any other. */
export async function findConversationOfTicket(
  db: Queryable,
  scope: AccountScope,
  ticketId: string,
): Promise<Conversation | null> {
  const [row] = await selectOfTicket(db).all({ accountId: scope.accountId, ticketId });
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

/** Leaves conversations without a ticket that is gone: their next text opens another one. */
export async function unlinkTicket(tx: Transaction, scope: AccountScope, ticketId: string): Promise<void> {
  await tx
    .update(conversations)
    .set({ ticketId: null })
    .where(and(eq(conversations.accountId, scope.accountId), eq(conversations.ticketId, ticketId)));
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
