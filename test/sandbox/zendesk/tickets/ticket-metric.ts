import type { Audit, Ticket } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { auditsOf, commentsOf, lastTime } from "./history.ts";

const minutesBetween = (from: string, to: string | null | undefined) =>
  to ? Math.floor((Date.parse(to) - Date.parse(from)) / 60_000) : null;

/** The sandbox's shop is open day and night, so business hours equal the calendar's. */
const both = (minutes: number | null) => ({ calendar: minutes, business: minutes });

const becomes = (audit: Audit, status: string) =>
  audit.events.some(({ field_name, value }) => field_name === "status" && value === status);

const reopens = (audit: Audit) =>
  audit.events.some(
    ({ field_name, previous_value, value }) =>
      field_name === "status" && previous_value === "solved" && value === "open",
  );

/** Zendesk's figures about a ticket, from its history. */
export function ticketMetric(state: ZendeskState, ticket: Ticket, origin: string) {
  const audits = auditsOf(state, ticket.id);
  const comments = commentsOf(state, ticket.id);
  const replies = comments.filter(
    (comment) => comment.public && state.users.get(comment.author_id)?.role !== "end-user",
  );
  const assignments = audits.filter(({ events }) =>
    events.some(({ field_name, value }) => field_name === "assignee_id" && value !== null),
  );
  const firstSolved = audits.find((audit) => becomes(audit, "solved"))?.created_at;
  const solvedAt = lastTime(state, ticket.id, "solved");
  return {
    id: ticket.id,
    url: `${origin}/api/v2/ticket_metrics/${ticket.id}.json`,
    ticket_id: ticket.id,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
    group_stations: audits.filter(({ events }) => events.some((one) => one.field_name === "group_id")).length,
    assignee_stations: assignments.length,
    reopens: audits.filter(reopens).length,
    replies: replies.length,
    assigned_at: assignments.at(-1)?.created_at ?? null,
    initially_assigned_at: assignments[0]?.created_at ?? null,
    solved_at: solvedAt,
    latest_comment_added_at: comments.at(-1)?.created_at ?? null,
    status_updated_at: lastTime(state, ticket.id, ticket.status) ?? ticket.created_at,
    reply_time_in_minutes: both(minutesBetween(ticket.created_at, replies[0]?.created_at)),
    first_resolution_time_in_minutes: both(minutesBetween(ticket.created_at, firstSolved)),
    full_resolution_time_in_minutes: both(minutesBetween(ticket.created_at, solvedAt)),
  };
}
