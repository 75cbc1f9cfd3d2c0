import type { Account } from "../account.ts";
import type { Comment, Ticket } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { type EventBody, sendEvents, ticketEnvelope } from "../webhooks/send-events.ts";
import { presentAttachment } from "./present-ticket.ts";
import type { TicketChange } from "./save-ticket.ts";

/** The fields that have an event of their own, and the event's name. */
const CHANGES: [field: keyof Ticket, event: string][] = [
  ["status", "status_changed"],
  ["custom_status_id", "custom_status_changed"],
  ["assignee_id", "agent_assignment_changed"],
  ["group_id", "group_assignment_changed"],
  ["priority", "priority_changed"],
  ["type", "type_changed"],
  ["subject", "subject_changed"],
  ["brand_id", "brand_changed"],
  ["requester_id", "requester_changed"],
  ["external_id", "external_id_changed"],
  ["due_at", "task_due_at_changed"],
];

const UPPER_CASE = new Set<keyof Ticket>(["status", "priority", "type"]);

function asEventValue(field: keyof Ticket, value: unknown): unknown {
  if (value === null) return null;
  return UPPER_CASE.has(field) ? String(value).toUpperCase() : String(value);
}

function commentEvent(state: ZendeskState, comment: Comment): EventBody {
  const author = state.users.get(comment.author_id)!;
  return {
    type: "ticket.comment_added",
    event: {
      comment: {
        id: String(comment.id),
        body: comment.body,
        is_public: comment.public,
        author: { id: String(author.id), is_staff: author.role !== "end-user", name: author.name },
      },
    },
  };
}

/** A file's event says less of it than the API does: not its size. */
function attachmentEvents(state: ZendeskState, comment: Comment): EventBody[] {
  return comment.attachments.map((attachment) => {
    const { id, file_name, content_type, content_url } = presentAttachment(attachment, state.origin);
    const told = { id: String(id), filename: file_name, content_type, content_url };
    return {
      type: "ticket.attachment_linked_to_comment",
      event: {
        comment: { id: String(comment.id), attachment: { ...told, is_public: !state.privateAttachments } },
      },
    };
  });
}

function eventsOf(state: ZendeskState, { ticket, before, audit }: TicketChange): EventBody[] {
  const files = audit.comment ? attachmentEvents(state, audit.comment) : [];
  if (!before) return [{ type: "ticket.created", event: {} }, ...files];
  const events: EventBody[] = audit.comment ? [commentEvent(state, audit.comment), ...files] : [];
  for (const [field, name] of CHANGES) {
    if (before[field] === ticket[field]) continue;
    const [current, previous] = [ticket, before].map((one) => asEventValue(field, one[field]));
    events.push({ type: `ticket.${name}`, event: { current, previous } });
  }
  const added = ticket.tags.filter((tag) => !before.tags.includes(tag));
  const removed = before.tags.filter((tag) => !ticket.tags.includes(tag));
  if (added.length > 0 || removed.length > 0) {
    events.push({ type: "ticket.tags_changed", event: { tags_added: added, tags_removed: removed } });
  }
  return events;
}

/** Tells the workspace and the subscribed webhooks what became of a ticket. */
export function announceTicket(account: Account, change: TicketChange): void {
  account.events.emit("ticket", change.ticket.id);
  sendEvents(account, eventsOf(account.state, change), ticketEnvelope(change.ticket, change.actor));
}
