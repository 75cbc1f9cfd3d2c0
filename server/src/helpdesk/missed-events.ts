import { getAccount } from "../accounts/account-store.ts";
import { findConversationOfTicket } from "../conversations/conversation-store.ts";
import { messageOfTicket } from "../conversations/inbound/put-on-ticket.ts";
import { findKnownComments } from "../conversations/known-comments.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { findKnownEvents } from "../metrics/event-store.ts";
import { ticketFact } from "../metrics/ticket-fact.ts";
import type { ChangedTicket } from "../vendors/zendesk/changes.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import { findTicket } from "./ticket-store.ts";

/** An account's Zendesk. */
export interface Zendesk {
  client: ZendeskClient;
  subdomain: string;
}

/** An event as Zendesk would have told it; its id is the same whenever we find it missing. */
function asEvent(ticket: ChangedTicket, type: string, fact: string, time: string, event: object) {
  return {
    id: `missed:${type}:${fact}`,
    type: `zen:event-type:ticket.${type}`,
    time,
    detail: {
      id: String(ticket.id),
      requester_id: String(ticket.requester_id),
      external_id: ticket.external_id,
      status: ticket.status,
      updated_at: type === "status_changed" ? time : ticket.updated_at,
    },
    event,
  };
}
export type MissedEvent = ReturnType<typeof asEvent>;

/** What happened on a ticket since a moment, as far as it matters to us, and is not known here. */
export async function findMissedEvents(
  db: Queryable,
  scope: AccountScope,
  zendesk: Zendesk,
  ticket: ChangedTicket,
  since: Date,
): Promise<MissedEvent[]> {
  const isNew = (time: string) => Date.parse(time) >= since.getTime();
  return [
    ...(await findMissedOpening(db, scope, zendesk, ticket, isNew)),
    ...(await findMissedComments(db, scope, zendesk, ticket, isNew)),
    ...(await findMissedStatuses(db, scope, zendesk, ticket, isNew)),
  ];
}

type IsNew = (time: string) => boolean;

async function findMissedOpening(
  db: Queryable,
  scope: AccountScope,
  { subdomain }: Zendesk,
  ticket: ChangedTicket,
  isNew: IsNew,
): Promise<MissedEvent[]> {
  if (!isNew(ticket.created_at) || ticket.status === "deleted") return [];
  const fact = ticketFact(subdomain, String(ticket.id), "opened");
  if ((await findKnownEvents(db, scope, [fact])).has(fact)) return [];
  return [asEvent(ticket, "created", String(ticket.id), ticket.created_at, {})];
}

/** Only what staff wrote to customers who text is to become a text. */
async function findMissedComments(
  db: Queryable,
  scope: AccountScope,
  { client }: Zendesk,
  ticket: ChangedTicket,
  isNew: IsNew,
): Promise<MissedEvent[]> {
  const isText =
    messageOfTicket(ticket.external_id) !== null ||
    (await findConversationOfTicket(db, scope, String(ticket.id))) !== null;
  if (!isText || ticket.status === "deleted" || !isNew(ticket.updated_at)) return [];
  const written = (await client.listComments(ticket.id)).filter(
    (one) => one.public && isNew(one.created_at) && one.author !== null && one.author.role !== "end-user",
  );
  const ids = written.map(({ id }) => String(id));
  const known = await findKnownComments(db, scope, ids);
  return written
    .filter(({ id }) => !known.has(String(id)))
    .map(({ id, body, author, author_id, created_at }) => {
      const by = { id: String(author_id), is_staff: true, name: author?.name ?? "" };
      const comment = { id: String(id), body, is_public: true, author: by };
      return asEvent(ticket, "comment_added", String(id), created_at, { comment });
    });
}

async function findMissedStatuses(
  db: Queryable,
  scope: AccountScope,
  { client, subdomain }: Zendesk,
  ticket: ChangedTicket,
  isNew: IsNew,
): Promise<MissedEvent[]> {
  const ticketId = String(ticket.id);
  const changed = (time: string, current: string) =>
    asEvent(ticket, "status_changed", `${ticketId}:${current}:${time}`, time, { current });
  const { settings } = await getAccount(db, scope);

  const isDone = ticket.status === "solved" || ticket.status === "closed";
  if (isDone && settings.resolvedAt === "solved") {
    // A ticket may be solved again and again: each time is a fact of its own.
    const times = (await client.listTimesOfStatus(ticket.id, "solved")).filter(isNew);
    const facts = times.map((time) => ticketFact(subdomain, ticketId, `resolved:${time}`));
    const known = await findKnownEvents(db, scope, facts);
    const missed = times.filter((_, index) => !known.has(facts[index] ?? ""));
    if (missed.length > 0) return missed.map((time) => changed(time, "solved"));
  }
  if (ticket.status === "closed" && settings.resolvedAt === "closed" && isNew(ticket.updated_at)) {
    const fact = ticketFact(subdomain, ticketId, "resolved");
    const known = await findKnownEvents(db, scope, [fact]);
    return known.has(fact) ? [] : [changed(ticket.updated_at, "closed")];
  }
  const seen = await findTicket(db, scope, ticketId);
  const isBehind = seen && seen.status !== ticket.status && seen.updatedAt < new Date(ticket.updated_at);
  // What solving counts for was found above, with its own time.
  return isBehind && ticket.status !== settings.resolvedAt ? [changed(ticket.updated_at, ticket.status)] : [];
}
