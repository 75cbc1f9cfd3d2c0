import type { ApiContext } from "../http/api.ts";
import { recordNotFound } from "../http/errors.ts";
import type { Ticket } from "../records.ts";
import type { ZendeskState } from "../state.ts";

/** All tickets but the deleted ones. */
export const liveTickets = (state: ZendeskState): Ticket[] =>
  [...state.tickets.values()].filter((ticket) => ticket.status !== "deleted");

/** A ticket by id; a deleted one is not found. */
export function findTicket(state: ZendeskState, id: number): Ticket {
  const ticket = state.tickets.get(id);
  if (!ticket || ticket.status === "deleted") throw recordNotFound();
  return ticket;
}

const SORTABLE = ["id", "created_at", "updated_at", "priority", "status", "subject", "requester_id"] as const;

/** Tickets in the order that a query asks for: `sort=-updated_at`, or `sort_by` and `sort_order`. */
export function sortTickets(c: ApiContext, tickets: Ticket[]): Ticket[] {
  const sort = c.req.query("sort");
  const by = sort?.replace(/^-/, "") ?? c.req.query("sort_by") ?? "id";
  const descending = sort ? sort.startsWith("-") : c.req.query("sort_order") === "desc";
  return orderTickets(tickets, by, descending);
}

/** Tickets in order of one field; ids settle what is equal. */
export function orderTickets(tickets: Ticket[], by: string, descending: boolean): Ticket[] {
  const field = SORTABLE.find((name) => name === by) ?? "id";
  const ordered = [...tickets].sort((a, b) => {
    const [first, second] = [a[field] ?? "", b[field] ?? ""];
    return first < second ? -1 : first > second ? 1 : a.id - b.id;
  });
  return descending ? ordered.reverse() : ordered;
}
