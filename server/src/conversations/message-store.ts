import { randomUUID } from "node:crypto";
import type { MessageState } from "@sidethread/shared/sidebar";
import { and, desc, eq, getTableColumns, gt, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Conversation } from "./conversation-store.ts";
import type { TicketTraffic } from "./inbound/pace-rules.ts";
import { statesBefore } from "./outbound/delivery-state.ts";

export type Message = typeof messages.$inferSelect;
export type NewMessage = Pick<
  Message,
  "conversationId" | "direction" | "origin" | "text" | "segments" | "at" | "state"
> &
  Partial<Omit<Message, "id" | "accountId" | "sequence">>;

const ofAccount = ({ accountId }: AccountScope, id: string) =>
  and(eq(messages.accountId, accountId), eq(messages.id, id));

/** Keeps a message; null when its carrier's id or its comment is known already. */
export async function addMessage(
  tx: Transaction,
  { accountId }: AccountScope,
  message: NewMessage,
): Promise<string | null> {
  const [row] = await tx
    .insert(messages)
    .values({
      pictures: [],
      placedAt: message.ticketId ? new Date() : null,
      ...message,
      id: randomUUID(),
      accountId,
    })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  return row?.id ?? null;
}

export async function findMessage(db: Queryable, scope: AccountScope, id: string): Promise<Message | null> {
  const [row] = await db.select().from(messages).where(ofAccount(scope, id));
  return row ?? null;
}

export async function getMessage(db: Queryable, scope: AccountScope, id: string): Promise<Message> {
  const found = await findMessage(db, scope, id);
  if (!found) throw new Error(`There is no message ${id}.`);
  return found;
}

/** A message with the conversation that it belongs to. */
export async function getMessageInConversation(
  db: Queryable,
  scope: AccountScope,
  id: string,
): Promise<{ message: Message; conversation: Conversation }> {
  const [row] = await db
    .select({ message: messages, conversation: conversations })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(ofAccount(scope, id));
  if (!row) throw new Error(`There is no message ${id}.`);
  return row;
}

/** These messages, in the order in which they came. */
export function listMessages(db: Queryable, { accountId }: AccountScope, ids: string[]): Promise<Message[]> {
  return db
    .select()
    .from(messages)
    .where(and(eq(messages.accountId, accountId), inArray(messages.id, ids)))
    .orderBy(messages.sequence);
}

/** Notes where texts are in Zendesk. Of several in one comment, the first has its id. */
export async function placeMessages(
  tx: Transaction,
  scope: AccountScope,
  [first, ...others]: [Message, ...Message[]],
  { ticketId, commentId }: { ticketId: string; commentId: string | null },
): Promise<void> {
  const placedAt = new Date();
  await tx.update(messages).set({ ticketId, commentId, placedAt }).where(ofAccount(scope, first.id));
  if (others.length === 0) return;
  const ids = others.map(({ id }) => id);
  await tx
    .update(messages)
    .set({ ticketId, placedAt })
    .where(and(eq(messages.accountId, scope.accountId), inArray(messages.id, ids)));
}

/** What we put on a ticket since a moment: comments, and notes on what did not go out or went out elsewhere. */
export async function readTraffic(
  db: Queryable,
  { accountId }: AccountScope,
  ticketId: string,
  since: Date,
): Promise<TicketTraffic> {
  const { direction, commentId, state, origin, placedAt } = messages;
  const isText = eq(direction, "inbound");
  const isNote = and(
    eq(direction, "outbound"),
    or(ne(origin, "agent"), inArray(state, ["failed", "not_sent", "unknown"])),
  );
  const [row] = await db
    .select({
      updates: sql<number>`count(*) FILTER (WHERE ${or(and(isText, isNotNull(commentId)), isNote)})`,
      newestAt: sql<number | null>`max(${placedAt}) FILTER (WHERE ${isText})`,
    })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), eq(messages.ticketId, ticketId), gt(placedAt, since)));
  return { updates: row?.updates ?? 0, newestAt: row?.newestAt ? new Date(row.newestAt) : null };
}

/** Moves a message on to a new state; false when it is as far already, or further. */
export async function advanceMessage(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  to: { state: MessageState; reason?: string; carrierId?: string },
): Promise<boolean> {
  const isBehind = inArray(messages.state, statesBefore(to.state));
  const { rowsAffected } = await tx
    .update(messages)
    .set(to)
    .where(and(ofAccount(scope, id), isBehind));
  const advanced = rowsAffected === 1;
  if (!advanced && to.carrierId !== undefined)
    await tx.update(messages).set({ carrierId: to.carrierId }).where(ofAccount(scope, id));
  return advanced;
}

/** Which of these ids of a carrier belong to messages that we know, one message's own left out. */
export async function findKnownCarrierIds(
  db: Queryable,
  { accountId }: AccountScope,
  ids: string[],
  except: string | null,
): Promise<Set<string>> {
  const rows = await db
    .select({ id: messages.carrierId })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        inArray(messages.carrierId, ids),
        except === null ? undefined : ne(messages.id, except),
      ),
    );
  return new Set(rows.map(({ id }) => id as string));
}

/** A message as the thread shows it. */
export interface ThreadMessage extends Message {
  /** The title of the campaign or flow that it answers. */
  answers: string | null;
}

/** The newest messages of some conversations, oldest first. */
export async function listThread(
  db: Queryable,
  { accountId }: AccountScope,
  conversationIds: string[],
  limit: number,
): Promise<ThreadMessage[]> {
  const answered = alias(messages, "answered");
  const newest = await db
    .select({ ...getTableColumns(messages), answers: answered.title })
    .from(messages)
    .leftJoin(answered, eq(answered.id, messages.attributedTo))
    .where(and(eq(messages.accountId, accountId), inArray(messages.conversationId, conversationIds)))
    .orderBy(desc(messages.sequence))
    .limit(limit);
  return newest.reverse();
}
