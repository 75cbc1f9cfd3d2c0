import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { conversations, messages } from "../../database/schema/conversations.ts";
import { tickets } from "../../database/schema/tickets.ts";
import type { Transaction } from "../../database/transaction.ts";
import type { Conversation } from "../conversation-store.ts";
import type { Message } from "../message-store.ts";

const withCustomer = (
  { accountId }: AccountScope,
  { channel, theirs }: Pick<Conversation, "channel" | "theirs">,
) =>
  and(
    eq(conversations.accountId, accountId),
    eq(conversations.channel, channel),
    eq(conversations.theirs, theirs),
    eq(conversations.carrier, "klaviyo"),
  );

/** What we sent a customer through Klaviyo, or may have sent, and of which no event has told us; oldest first. */
export async function listUnconfirmed(
  db: Queryable,
  scope: AccountScope,
  customer: Pick<Conversation, "channel" | "theirs">,
  since: Date,
): Promise<Message[]> {
  const rows = await db
    .select({ message: messages })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        withCustomer(scope, customer),
        eq(messages.accountId, scope.accountId),
        inArray(messages.origin, ["agent", "automatic"]),
        inArray(messages.state, ["queued", "sent", "unknown"]),
        isNull(messages.carrierId),
        gte(messages.at, since),
      ),
    )
    .orderBy(asc(messages.sequence));
  return rows.map(({ message }) => message);
}

/** The conversation with a customer that a text from this number of ours belongs to, whoever carries it. */
export async function findConversationWith(
  db: Queryable,
  { accountId }: AccountScope,
  { channel, theirs, from }: Pick<Conversation, "channel" | "theirs"> & { from: string | null },
): Promise<Pick<Conversation, "id" | "profileId"> | null> {
  const [row] = await db
    .select({ id: conversations.id, profileId: conversations.profileId })
    .from(conversations)
    .where(
      and(
        eq(conversations.accountId, accountId),
        eq(conversations.channel, channel),
        eq(conversations.theirs, theirs),
        from === null ? undefined : eq(conversations.ours, from),
      ),
    )
    .orderBy(sql`${conversations.lastTextAt} IS NULL`, desc(conversations.lastTextAt))
    .limit(1);
  return row ?? null;
}

/** The conversation whose ticket a person's texts go to now; null where they have none, or it is closed. */
export async function findOpenTicket(
  db: Queryable,
  { accountId }: AccountScope,
  profileId: string,
): Promise<{ conversationId: string; ticketId: string } | null> {
  const rows = await db
    .select({ conversationId: conversations.id, ticketId: conversations.ticketId, status: tickets.status })
    .from(conversations)
    .leftJoin(
      tickets,
      and(eq(tickets.accountId, conversations.accountId), eq(tickets.ticketId, conversations.ticketId)),
    )
    .where(
      and(
        eq(conversations.accountId, accountId),
        eq(conversations.profileId, profileId),
        isNotNull(conversations.ticketId),
      ),
    )
    .orderBy(desc(conversations.lastTextAt));
  const open = rows.find(({ status }) => status !== "closed" && status !== "deleted");
  return open?.ticketId ? { conversationId: open.conversationId, ticketId: open.ticketId } : null;
}

/** Writes down what is known of a reply's way out; what an event has told of it by now stands. */
export async function markReply(
  tx: Transaction,
  { accountId }: AccountScope,
  id: string,
  mark: Pick<Message, "state"> & Partial<Pick<Message, "reason">>,
): Promise<void> {
  await tx
    .update(messages)
    .set(mark)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.id, id),
        inArray(messages.state, ["queued", "unknown"]),
      ),
    );
}
