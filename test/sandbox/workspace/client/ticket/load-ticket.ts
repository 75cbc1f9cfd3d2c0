import { needPeople } from "../api/people.ts";
import type { Comment, Ticket } from "../api/types.ts";
import { everyPage, zendesk } from "../api/zendesk.ts";

/** Reads a ticket with its conversation, and makes sure that everyone in it is known. */
export async function loadTicket(id: number): Promise<{ ticket: Ticket; comments: Comment[] }> {
  const [{ ticket }, comments] = await Promise.all([
    zendesk<{ ticket: Ticket }>(`/api/v2/tickets/${id}.json`),
    everyPage<Comment>(`/api/v2/tickets/${id}/comments.json`, "comments"),
  ]);
  await needPeople([
    ticket.requester_id,
    ticket.assignee_id,
    ...(ticket.follower_ids ?? []),
    ...comments.map(({ author_id }) => author_id),
  ]);
  return { ticket, comments };
}
