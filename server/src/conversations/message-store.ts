import { randomUUID } from "node:crypto";
import type { MessageState } from "@sidethread/shared/sidebar";
import {
  and,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  ne,
  or,
  type Placeholder,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
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

const { placeholder } = sql;

const ofAccount = ({ accountId }: AccountScope, id: string) =>
  and(eq(messages.accountId, accountId), eq(messages.id, id));

const theOne = and(eq(messages.accountId, placeholder("accountId")), eq(messages.id, placeholder("id")));

const insertMessage = prepared((db) =>
  db
    .insert(messages)
    .values({
      id: placeholder("id"),
      accountId: placeholder("accountId"),
      conversationId: placeholder("conversationId"),
      direction: placeholder("direction"),
      origin: placeholder("origin"),
      title: placeholder("title"),
      text: placeholder("text"),
      segments: placeholder("segments"),
      pictures: placeholder("pictures"),
      at: placeholder("at"),
      state: placeholder("state"),
      reason: placeholder("reason"),
      author: placeholder("author"),
      carrierId: placeholder("carrierId"),
      ticketId: placeholder("ticketId"),
      commentId: placeholder("commentId"),
      placedAt: sql`${placeholder("placedAt")}`,
      attributedTo: placeholder("attributedTo"),
    })
    .onConflictDoNothing()
    .returning({ id: messages.id })
    .prepare(),
);

const nothingMore = {
  title: null,
  pictures: [],
  reason: null,
  author: null,
  carrierId: null,
  ticketId: null,
  commentId: null,
  attributedTo: null,
} satisfies Partial<Message>;

/** Keeps a message; null when its carrier's id or its comment is known already. */
export async function addMessage(
  tx: Transaction,
  { accountId }: AccountScope,
  message: NewMessage,
): Promise<string | null> {
  const placedAt = message.ticketId ? new Date() : null;
  const fresh = { ...nothingMore, placedAt, ...message, id: randomUUID(), accountId };
  const [row] = await insertMessage(tx).all(fresh);
  return row?.id ?? null;
}

const selectMessage = prepared((db) => db.select().from(messages).where(theOne).prepare());

export async function findMessage(db: Queryable, scope: AccountScope, id: string): Promise<Message | null> {
  const [row] = await selectMessage(db).all({ accountId: scope.accountId, id });
  return row ?? null;
}

export async function getMessage(db: Queryable, scope: AccountScope, id: string): Promise<Message> {
  const found = await findMessage(db, scope, id);
  if (!found) throw new Error(`There is no message ${id}.`);
  return found;
}

const selectInConversation = prepared((db) =>
  db
    .select({ message: messages, conversation: conversations })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(theOne)
    .prepare(),
);

/** A message with the conversation that it belongs to. */
export async function getMessageInConversation(
  db: Queryable,
  scope: AccountScope,
  id: string,
): Promise<{ message: Message; conversation: Conversation }> {
  const [row] = await selectInConversation(db).all({ accountId: scope.accountId, id });
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

const place = prepared((db) =>
  db
    .update(messages)
    .set({
      ticketId: sql`${placeholder("ticketId")}`,
      commentId: sql`${placeholder("commentId")}`,
      placedAt: sql`${placeholder("placedAt")}`,
    })
    .where(theOne)
    .prepare(),
);

/** Notes where texts are in Zendesk. Of several in one comment, the first has its id. */
export async function placeMessages(
  tx: Transaction,
  scope: AccountScope,
  [first, ...others]: [Message, ...Message[]],
  { ticketId, commentId }: { ticketId: string; commentId: string | null },
): Promise<void> {
  const placedAt = new Date();
  const { accountId } = scope;
  await place(tx).run({ accountId, id: first.id, ticketId, commentId, placedAt });
  if (others.length === 0) return;
  const ids = others.map(({ id }) => id);
  await tx
    .update(messages)
    .set({ ticketId, placedAt })
    .where(and(eq(messages.accountId, accountId), inArray(messages.id, ids)));
}

const isText = eq(messages.direction, "inbound");
const isNote = and(
  eq(messages.direction, "outbound"),
  or(ne(messages.origin, "agent"), inArray(messages.state, ["failed", "not_sent", "unknown"])),
);

const selectTraffic = prepared((db) =>
  db
    .select({
      updates: sql<number>`count(*) FILTER (WHERE ${or(and(isText, isNotNull(messages.commentId)), isNote)})`,
      newestAt: sql<number | null>`max(${messages.placedAt}) FILTER (WHERE ${isText})`,
    })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, placeholder("accountId")),
        eq(messages.ticketId, placeholder("ticketId")),
        gt(messages.placedAt, placeholder("since")),
      ),
    )
    .prepare(),
);

/** What we put on a ticket since a moment: comments, and notes on what did not go out or went out elsewhere. */
export async function readTraffic(
  db: Queryable,
  { accountId }: AccountScope,
  ticketId: string,
  since: Date,
): Promise<TicketTraffic> {
  const row = await selectTraffic(db).get({ accountId, ticketId, since: since.getTime() });
  return { updates: row?.updates ?? 0, newestAt: row?.newestAt ? new Date(row.newestAt) : null };
}

/** The id that a carrier gave a message, which keeps its own where that one is another's. */
const givenBy = (carrierId: Placeholder | string) => sql`CASE
  WHEN ${carrierId} IS NULL OR EXISTS (
    SELECT 1 FROM messages AS known
    WHERE known.account_id = ${messages.accountId} AND known.carrier_id = ${carrierId}
  ) THEN ${messages.carrierId} ELSE ${carrierId} END`;

const advance = prepared((db) =>
  db
    .update(messages)
    .set({
      state: sql`${placeholder("state")}`,
      reason: sql`coalesce(${placeholder("reason")}, ${messages.reason})`,
      carrierId: givenBy(placeholder("carrierId")),
    })
    .where(and(theOne, sql`${messages.state} IN (SELECT value FROM json_each(${placeholder("before")}))`))
    .prepare(),
);

/** Moves a message on to a new state; false when it is as far already, or further. */
export async function advanceMessage(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  to: { state: MessageState; reason?: string; carrierId?: string },
): Promise<boolean> {
  const before = JSON.stringify(statesBefore(to.state));
  const change = { reason: null, carrierId: null, ...to, accountId: scope.accountId, id, before };
  const { rowsAffected } = await advance(tx).run(change);
  const advanced = rowsAffected === 1;
  if (!advanced && to.carrierId !== undefined)
    await tx
      .update(messages)
      .set({ carrierId: givenBy(to.carrierId) })
      .where(ofAccount(scope, id));
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
