import { and, eq } from "drizzle-orm";
import { conversationOrder } from "../conversations/conversation-order.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import { orders } from "../database/schema/orders.ts";
import { tickets } from "../database/schema/tickets.ts";
import { REFRESH_TICKET } from "../helpdesk/refresh-ticket.ts";
import { isAnswerable } from "../profiles/address.ts";
import { listIdentities } from "../profiles/profile-store.ts";
import { spellMark } from "./mentions.ts";

/** By what a person is recognized in stored work and in the audit record. */
export interface Traces {
  /** Ids and addresses, which are nobody else's wherever they stand. */
  marks: ReadonlySet<string>;
  /** Orders of work that are about them alone; tickets' numbers are too short to be looked for in texts. */
  orderKeys: ReadonlySet<string>;
}

export async function findTraces(db: Queryable, scope: AccountScope, profileId: string): Promise<Traces> {
  const { accountId } = scope;
  const known = await listIdentities(db, scope, profileId);
  const talks = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.accountId, accountId), eq(conversations.profileId, profileId)));
  const texts = await db
    .select({ id: messages.id, carrierId: messages.carrierId, ticketId: messages.ticketId })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(and(eq(messages.accountId, accountId), eq(conversations.profileId, profileId)));
  const bought = await db
    .select({ id: orders.orderId })
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.profileId, profileId)));
  const requested = await db
    .select({ id: tickets.ticketId })
    .from(tickets)
    .where(and(eq(tickets.accountId, accountId), eq(tickets.profileId, profileId)));

  const phones = [...known.phone, ...talks.map(({ theirs }) => theirs)];
  const marks = [
    profileId,
    ...phones.filter(isAnswerable),
    ...known.email,
    ...known.zendesk,
    ...known.klaviyo,
    ...known.shopify,
    ...talks.map(({ id }) => id),
    ...texts.flatMap(({ id, carrierId }) => [id, carrierId ?? id]),
    ...bought.map(({ id }) => id.split("/").at(-1) ?? id),
  ];
  const ticketIds = [...requested.map(({ id }) => id), ...[...talks, ...texts].map((one) => one.ticketId)];
  return {
    marks: new Set(marks.map(spellMark)),
    orderKeys: new Set([
      ...talks.map(({ id }) => conversationOrder(id)),
      ...ticketIds.flatMap((id) => (id === null ? [] : [`ticket:${id}`, `${REFRESH_TICKET}:${id}`])),
    ]),
  };
}
