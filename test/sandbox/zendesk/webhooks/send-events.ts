import type { Account } from "../account.ts";
import type { Ticket, User } from "../records.ts";
import { deliver } from "./deliver.ts";

/** One event of a sequence: `ticket.status_changed` and what it says. */
export interface EventBody {
  type: string;
  event: object;
}

/** What all events about one record share. */
export interface Envelope {
  subject: string;
  version: string;
  detail: object;
}

const idText = (id: number | null) => (id === null ? null : String(id));

/** A ticket in an event: ids are text and the fixed words upper case. */
export function ticketEnvelope(ticket: Ticket, actor: User): Envelope {
  return {
    subject: `zen:ticket:${ticket.id}`,
    version: "2022-11-06",
    detail: {
      actor_id: String(actor.id),
      assignee_id: idText(ticket.assignee_id),
      brand_id: String(ticket.brand_id),
      created_at: ticket.created_at,
      custom_status: String(ticket.custom_status_id),
      description: ticket.description,
      external_id: ticket.external_id,
      form_id: String(ticket.ticket_form_id),
      group_id: idText(ticket.group_id),
      id: String(ticket.id),
      is_public: ticket.is_public,
      organization_id: null,
      priority: ticket.priority?.toUpperCase() ?? null,
      requester_id: String(ticket.requester_id),
      status: ticket.status.toUpperCase(),
      subject: ticket.subject,
      submitter_id: String(ticket.submitter_id),
      tags: ticket.tags,
      type: ticket.type?.toUpperCase() ?? null,
      updated_at: ticket.updated_at,
      via: { channel: ticket.via.channel === "api" ? "web_service" : ticket.via.channel },
    },
  };
}

/** A user in an event; the phone is not told. */
export function userEnvelope(user: User): Envelope {
  return {
    subject: `zen:user:${user.id}`,
    version: "2022-06-20",
    detail: {
      created_at: user.created_at,
      email: user.email ?? "",
      external_id: user.external_id ?? "",
      default_group_id: String(user.default_group_id ?? 0),
      id: String(user.id),
      organization_id: "0",
      role: user.role,
      updated_at: user.updated_at,
    },
  };
}

function uuid(random: () => number): string {
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}

/** Zendesk writes an event's time to the nanosecond. */
const eventTime = () => new Date().toISOString().replace("Z", "000000Z");

/** Sends the events of one action to every active webhook that subscribes to them. */
export function sendEvents(account: Account, events: EventBody[], envelope: Envelope): void {
  const { state, random } = account;
  const sequenceId = uuid(random).replaceAll("-", "").toUpperCase();
  events.forEach(({ type, event }, index) => {
    const name = `zen:event-type:${type}`;
    const sequence = { id: sequenceId, position: index + 1, total: events.length };
    const body = JSON.stringify({
      type: name,
      account_id: state.accountId,
      id: uuid(random),
      time: eventTime(),
      zendesk_event_version: envelope.version,
      subject: envelope.subject,
      detail: envelope.detail,
      event: type.startsWith("ticket.") ? { ...event, meta: { sequence } } : event,
    });
    for (const webhook of state.webhooks.values()) {
      if (webhook.subscriptions.includes(name)) deliver(account, webhook, body);
    }
  });
}
