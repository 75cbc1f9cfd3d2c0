import { recordInvalid, ZendeskError } from "../http/errors.ts";
import type { Audit, Status, Ticket, User, Via } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { isoSeconds } from "../time.ts";
import { addComment, authorOf, checkUploads, isBlank } from "./add-comment.ts";
import { assignFields, defaultStatus, setStatus } from "./assign-fields.ts";
import { diffTicket } from "./diff-ticket.ts";
import type { TicketInput } from "./ticket-input.ts";

/** Who saves a ticket, how and when. */
export interface Save {
  actor: User;
  channel: string;
  at: Date;
}

/** What a save did. Triggers may still add to it. */
export interface TicketChange {
  ticket: Ticket;
  before: Ticket | null;
  audit: Audit;
  actor: User;
}

const viaChannel = (channel: string): Via => ({ channel, source: { from: {}, to: {}, rel: null } });

function beginAudit(state: ZendeskState, ticketId: number, save: Save, via: Via, input: TicketInput): Audit {
  return {
    id: state.nextId("audit"),
    ticket_id: ticketId,
    author_id: save.actor.id,
    metadata: { system: { client: "Sandbox", ip_address: "192.0.2.10" }, custom: input.metadata ?? {} },
    via,
    created_at: isoSeconds(save.at),
    comment: null,
    events: [],
  };
}

function stamp(ticket: Ticket, at: Date): void {
  ticket.updated_at = isoSeconds(at);
  ticket.generated_timestamp = Math.floor(at.getTime() / 1000);
}

/** The closed ticket that a new one follows; any other status makes no follow-up. */
function followed(state: ZendeskState, input: TicketInput): Ticket | undefined {
  const source = state.tickets.get(input.via_followup_source_id ?? 0);
  return source?.status === "closed" ? source : undefined;
}

function followUpVia(channel: string, source: Ticket): Via {
  return {
    channel,
    source: {
      from: { ticket_id: source.id, subject: source.subject, channel: source.via.channel },
      to: {},
      rel: "follow_up",
    },
  };
}

/** Makes a ticket with its first comment. `requester` was found or made before. */
export function createTicket(
  state: ZendeskState,
  save: Save,
  requester: User,
  input: TicketInput,
): TicketChange {
  const comment = input.comment;
  if (!comment || isBlank(comment)) {
    throw recordInvalid("base", "Description: cannot be blank", "BlankValue");
  }
  checkUploads(state, comment);
  const submitter = state.users.get(input.submitter_id ?? save.actor.id);
  if (!submitter) throw recordInvalid("submitter", "Submitter: is invalid", "InvalidValue");
  const author = authorOf(state, comment, submitter);
  const source = followed(state, input);
  const via = source ? followUpVia(save.channel, source) : viaChannel(save.channel);
  const brand = [...state.brands.values()].find((one) => one.default)!;
  const ticket: Ticket = {
    id: 0,
    external_id: null,
    via,
    subject: "",
    description: "",
    status: "new",
    custom_status_id: defaultStatus(state, "new").id,
    priority: null,
    type: null,
    requester_id: requester.id,
    submitter_id: submitter.id,
    assignee_id: null,
    group_id: null,
    brand_id: brand.id,
    ticket_form_id: 8446640000001,
    due_at: null,
    is_public: true,
    tags: source ? [...source.tags] : [],
    custom_fields: source ? structuredClone(source.custom_fields) : [],
    followup_ids: [],
    satisfaction_rating: { score: "unoffered" },
    created_at: isoSeconds(save.at),
    updated_at: isoSeconds(save.at),
    generated_timestamp: 0,
  };
  assignFields(state, ticket, input);
  ticket.id = state.nextId("ticket");
  source?.followup_ids.push(ticket.id);

  const audit = beginAudit(state, ticket.id, save, via, input);
  const first = addComment(state, audit, comment, author);
  ticket.description = first.body;
  ticket.is_public = first.public;
  if (!ticket.subject) ticket.subject = first.body.slice(0, 80);
  stamp(ticket, save.at);
  audit.events = diffTicket(state, null, ticket);
  state.tickets.set(ticket.id, ticket);
  state.audits.set(ticket.id, [audit]);
  return { ticket, before: null, audit, actor: save.actor };
}

/** The customer speaks up again: what waited or was solved is open. */
const REOPENED: Status[] = ["pending", "hold", "solved"];

/** Changes a ticket and adds its comment. Nothing is written when a field is refused. */
export function updateTicket(
  state: ZendeskState,
  save: Save,
  ticket: Ticket,
  input: TicketInput,
): TicketChange {
  if (ticket.status === "closed") {
    throw recordInvalid("status", "Status: closed prevents ticket update");
  }
  if (input.safe_update !== undefined && input.updated_stamp && isStale(ticket, input.updated_stamp)) {
    throw new ZendeskError(409, {
      error: "UpdateConflict",
      description:
        "Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.",
    });
  }
  const comment = input.comment && !isBlank(input.comment) ? input.comment : undefined;
  const author = comment && authorOf(state, comment, save.actor);
  if (comment) checkUploads(state, comment);

  const before = structuredClone(ticket);
  const draft = structuredClone(ticket);
  assignFields(state, draft, input);
  const statusGiven = input.status !== undefined || input.custom_status_id !== undefined;
  const isPublic = comment !== undefined && comment.public !== false;
  if (author?.role === "end-user" && isPublic && !statusGiven && REOPENED.includes(draft.status)) {
    setStatus(state, draft, "open");
  }
  if (draft.status === "solved" && draft.assignee_id === null && save.actor.role !== "end-user") {
    draft.assignee_id = save.actor.id;
    draft.group_id ??= save.actor.default_group_id;
  }
  if (isPublic) draft.is_public = true;
  stamp(draft, save.at);
  Object.assign(ticket, draft);

  const audit = beginAudit(state, ticket.id, save, viaChannel(save.channel), input);
  if (comment && author) addComment(state, audit, comment, author);
  audit.events = diffTicket(state, before, ticket);
  state.audits.get(ticket.id)!.push(audit);
  return { ticket, before, audit, actor: save.actor };
}

const isStale = (ticket: Ticket, seen: string) => Date.parse(seen) !== Date.parse(ticket.updated_at);
