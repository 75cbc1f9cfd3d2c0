import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/transaction.ts";
import { identify } from "../profiles/identify.ts";
import { toIdentities } from "../profiles/identity.ts";
import { describeProfile, getProfile } from "../profiles/profile-store.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { ZendeskTicket } from "../vendors/zendesk/tickets.ts";
import type { ZendeskUser } from "../vendors/zendesk/users.ts";
import { saveTicket } from "./ticket-store.ts";

export interface ReadTicket {
  ticket: ZendeskTicket;
  requester: ZendeskUser;
  assignee: ZendeskUser | null;
  group: string | null;
}

/** A ticket with its people and its group, from Zendesk; null when it is gone. */
export async function readTicket(zendesk: ZendeskClient, ticketId: string): Promise<ReadTicket | null> {
  const found = await zendesk.getTicket(Number(ticketId));
  if (!found) return null;
  const { ticket, users, groups } = found;
  const requester =
    users.find(({ id }) => id === ticket.requester_id) ?? (await zendesk.getUser(ticket.requester_id));
  return {
    ticket,
    requester,
    assignee: users.find(({ id }) => id === ticket.assignee_id) ?? null,
    group: groups.find(({ id }) => id === ticket.group_id)?.name ?? null,
  };
}

/** Takes over what was read of a ticket and its requester; returns the requester's profile. */
export async function recordTicket(
  tx: Transaction,
  scope: AccountScope,
  { ticket, requester, assignee }: ReadTicket,
): Promise<string> {
  const { id, email, phone, name, locale } = requester;
  const profileId = await identify(tx, scope, toIdentities({ zendesk: String(id), email, phone }));
  const known = await getProfile(tx, scope, profileId);
  await describeProfile(tx, scope, profileId, { name: known.name ?? name, locale: known.locale ?? locale });
  await saveTicket(tx, scope, {
    ...listedTicket(ticket, profileId),
    assignee: assignee?.name ?? null,
    asOf: new Date(),
  });
  return profileId;
}

/** What even a list of tickets tells of one. */
export const listedTicket = (ticket: ZendeskTicket, profileId: string) => ({
  ticketId: String(ticket.id),
  profileId,
  status: ticket.status,
  channel: ticket.via.channel,
  brandId: ticket.brand_id ? String(ticket.brand_id) : null,
  tags: ticket.tags,
  createdAt: new Date(ticket.created_at),
  updatedAt: new Date(ticket.updated_at),
});
