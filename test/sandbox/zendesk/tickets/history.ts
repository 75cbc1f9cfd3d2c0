import type { Audit, Comment, Status } from "../records.ts";
import type { ZendeskState } from "../state.ts";

/** A ticket's comments, oldest first. */
export function commentsOf(state: ZendeskState, ticketId: number): Comment[] {
  return auditsOf(state, ticketId).flatMap(({ comment }) => (comment ? [comment] : []));
}

/** A ticket's updates, oldest first. */
export const auditsOf = (state: ZendeskState, ticketId: number): Audit[] => state.audits.get(ticketId) ?? [];

/** When the ticket last came into a status; null if it never did. */
export function lastTime(state: ZendeskState, ticketId: number, status: Status): string | null {
  const audit = auditsOf(state, ticketId).findLast(({ events }) =>
    events.some((event) => event.field_name === "status" && event.value === status),
  );
  return audit?.created_at ?? null;
}
