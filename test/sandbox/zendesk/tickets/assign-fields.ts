import { recordInvalid } from "../http/errors.ts";
import type { CustomStatus, Status, Ticket } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import type { TicketInput } from "./ticket-input.ts";

/** Zendesk keeps tags in lower case, sorted, each once. */
const tidyTags = (tags: string[]): string[] =>
  [...new Set(tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean))].sort();

/** The status that stands for a category by default; closed tickets keep the one for solved. */
export function defaultStatus(state: ZendeskState, status: Status): CustomStatus {
  const category = status === "closed" || status === "deleted" ? "solved" : status;
  return [...state.customStatuses.values()].find((one) => one.status_category === category && one.default)!;
}

export function setStatus(state: ZendeskState, ticket: Ticket, status: Status): void {
  ticket.status = status;
  ticket.custom_status_id = defaultStatus(state, status).id;
}

function setCustomStatus(state: ZendeskState, ticket: Ticket, id: number): void {
  const custom = state.customStatuses.get(id);
  if (!custom) throw recordInvalid("custom_status_id", "Custom status: is invalid", "InvalidValue");
  ticket.status = custom.status_category;
  ticket.custom_status_id = id;
}

const isMember = (state: ZendeskState, userId: number, groupId: number) =>
  [...state.memberships.values()].some((one) => one.user_id === userId && one.group_id === groupId);

/** An assignee brings a group along; a group that the assignee is not in leaves the ticket to nobody. */
function setAssignment(state: ZendeskState, ticket: Ticket, input: TicketInput): void {
  if (input.group_id !== undefined) {
    if (input.group_id !== null && !state.groups.has(input.group_id)) {
      throw recordInvalid("group", "Group: is invalid", "InvalidValue");
    }
    ticket.group_id = input.group_id;
    const { assignee_id, group_id } = ticket;
    if (assignee_id !== null && (group_id === null || !isMember(state, assignee_id, group_id))) {
      ticket.assignee_id = null;
    }
  }
  if (input.assignee_id === undefined) return;
  ticket.assignee_id = input.assignee_id;
  if (input.assignee_id === null) return;
  const assignee = state.users.get(input.assignee_id);
  if (!assignee || assignee.role === "end-user") {
    throw recordInvalid("assignee", "Assignee: is not an agent", "InvalidValue");
  }
  if (ticket.group_id === null || !isMember(state, assignee.id, ticket.group_id)) {
    ticket.group_id = assignee.default_group_id;
  }
  if (ticket.status === "new") setStatus(state, ticket, "open");
}

function setCustomFields(state: ZendeskState, ticket: Ticket, values: Ticket["custom_fields"]): void {
  const known = [...state.ticketFields.values()].filter((field) => field.removable);
  ticket.custom_fields = known.map(({ id }) => {
    const set =
      values.find((value) => value.id === id) ?? ticket.custom_fields.find((value) => value.id === id);
    return { id, value: set?.value ?? null };
  });
}

/** Writes the given fields into a ticket, by Zendesk's rules; throws what Zendesk refuses. */
export function assignFields(state: ZendeskState, ticket: Ticket, input: TicketInput): void {
  if (input.subject !== undefined) ticket.subject = input.subject ?? "";
  if (input.external_id !== undefined) ticket.external_id = input.external_id;
  if (input.priority !== undefined) ticket.priority = input.priority;
  if (input.type !== undefined) ticket.type = input.type;
  if (input.due_at !== undefined) ticket.due_at = input.due_at;
  if (input.brand_id !== undefined) {
    if (!state.brands.has(input.brand_id)) throw recordInvalid("brand", "Brand: is invalid", "InvalidValue");
    ticket.brand_id = input.brand_id;
  }
  if (input.requester_id !== undefined) {
    if (!state.users.has(input.requester_id)) {
      throw recordInvalid("requester", "Requester: is invalid", "InvalidValue");
    }
    ticket.requester_id = input.requester_id;
  }
  const tags = [...(input.tags ?? ticket.tags), ...(input.additional_tags ?? [])];
  ticket.tags = tidyTags(tags).filter((tag) => !input.remove_tags?.includes(tag));
  setCustomFields(state, ticket, input.custom_fields ?? []);
  setAssignment(state, ticket, input);
  if (input.status !== undefined) setStatus(state, ticket, input.status);
  if (input.custom_status_id !== undefined) setCustomStatus(state, ticket, input.custom_status_id);
}
