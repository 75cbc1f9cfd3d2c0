import type { Status, Ticket } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { commentsOf } from "../tickets/history.ts";
import { ownerOf } from "../users/identities.ts";
import { compares, matchesText, type Query, type Term } from "./query.ts";

const STATUSES: Status[] = ["new", "open", "pending", "hold", "solved", "closed"];
const PRIORITIES = ["low", "normal", "high", "urgent"];

function byOrder(order: string[], actual: string | null, { operator, value }: Term): boolean {
  const place = order.indexOf(actual ?? "");
  const limit = order.indexOf(value.toLowerCase());
  return place >= 0 && limit >= 0 && compares(operator, place - limit);
}

/** A date may be given by the day (`created:2026-11-21`) or to the second. */
function byDate(actual: string, { operator, value }: Term): boolean {
  if (operator === ":") return actual.startsWith(value);
  return compares(operator, Math.sign(Date.parse(actual) - Date.parse(value)));
}

function byUser(state: ZendeskState, id: number | null, { value }: Term): boolean {
  if (value === "none") return id === null;
  const user = state.users.get(id ?? 0);
  if (!user) return false;
  if (/^\d+$/.test(value)) return user.id === Number(value);
  return value.includes("@") ? ownerOf(state, "email", value) === user : matchesText(user.name, value);
}

function says(state: ZendeskState, ticket: Ticket, { value }: Term): boolean {
  const words = [ticket.subject, ...commentsOf(state, ticket.id).map((comment) => comment.body)];
  return words.some((text) => text.toLowerCase().includes(value.toLowerCase().replace(/\*$/, "")));
}

const TESTS: Record<string, (state: ZendeskState, ticket: Ticket, term: Term) => boolean> = {
  type: (_, ticket, { value }) => value === "ticket" || ticket.type === value,
  ticket_type: (_, ticket, { value }) => ticket.type === value,
  status: (_, ticket, term) => byOrder(STATUSES, ticket.status, term),
  priority: (_, ticket, term) => byOrder(PRIORITIES, ticket.priority, term),
  tags: (_, ticket, { value }) => value.split(",").some((tag) => ticket.tags.includes(tag)),
  external_id: (_, ticket, { value }) => ticket.external_id === value,
  requester: (state, ticket, term) => byUser(state, ticket.requester_id, term),
  assignee: (state, ticket, term) => byUser(state, ticket.assignee_id, term),
  submitter: (state, ticket, term) => byUser(state, ticket.submitter_id, term),
  group: (state, ticket, { value }) =>
    String(ticket.group_id) === value ||
    matchesText(state.groups.get(ticket.group_id ?? 0)?.name ?? "", value),
  brand: (state, ticket, { value }) =>
    String(ticket.brand_id) === value || matchesText(state.brands.get(ticket.brand_id)?.name ?? "", value),
  via: (_, ticket, { value }) => ticket.via.channel === value,
  subject: (_, ticket, { value }) => ticket.subject.toLowerCase().includes(value.toLowerCase()),
  created: (_, ticket, term) => byDate(ticket.created_at, term),
  updated: (_, ticket, term) => byDate(ticket.updated_at, term),
};

/** Whether a ticket fits every term of a search. */
export function ticketMatches(state: ZendeskState, ticket: Ticket, query: Query): boolean {
  return query.every((term) => {
    if (term.field === null) return says(state, ticket, term) !== term.negated;
    const test = TESTS[term.field];
    return test !== undefined && test(state, ticket, term) !== term.negated;
  });
}
