import { z } from "zod";
import type { Transport } from "../transport.ts";
import { ticket } from "./tickets.ts";

const changedTicket = ticket.extend({ generated_timestamp: z.number() }).transform((one) => ({
  ...one,
  changedAt: new Date(one.generated_timestamp * 1000),
}));
export type ChangedTicket = z.infer<typeof changedTicket>;

const comment = z.object({
  id: z.number(),
  author_id: z.number(),
  body: z.string(),
  public: z.boolean(),
  created_at: z.string(),
});
const author = z.object({ id: z.number(), name: z.string(), role: z.string() });

const audit = z.object({
  created_at: z.string(),
  events: z.array(z.object({ field_name: z.string().optional(), value: z.unknown().optional() })),
});

/** What Zendesk tells of the past. */
export const changes = (request: Transport) => ({
  /** Tickets that changed since a moment at least a minute ago, or after a cursor; deleted ones too. */
  async listChangedTickets(from: Date | string) {
    const { tickets, after_cursor, end_of_stream } = await request({
      method: "GET",
      path: "/api/v2/incremental/tickets/cursor",
      query:
        typeof from === "string"
          ? { cursor: from }
          : { start_time: String(Math.floor(from.getTime() / 1000)) },
      limit: { bucket: "incremental exports" },
      answer: z.object({
        tickets: z.array(changedTicket),
        after_cursor: z.string().nullable(),
        end_of_stream: z.boolean(),
      }),
    });
    return { tickets, next: end_of_stream ? null : after_cursor };
  },

  /** A ticket's newest 100 comments, oldest first, with who wrote them. */
  async listComments(ticketId: number) {
    const { comments, users } = await request({
      method: "GET",
      path: `/api/v2/tickets/${ticketId}/comments`,
      query: { sort: "-created_at", "page[size]": "100", include: "users" },
      answer: z.object({ comments: z.array(comment), users: z.array(author) }),
    });
    const authors = new Map(users.map((one) => [one.id, one]));
    return comments.reverse().map((one) => ({ ...one, author: authors.get(one.author_id) ?? null }));
  },

  /** When a ticket came into a status, by its newest 100 updates, oldest first. */
  async listTimesOfStatus(ticketId: number, status: string) {
    const { audits } = await request({
      method: "GET",
      path: `/api/v2/tickets/${ticketId}/audits`,
      query: { sort_order: "desc", "page[size]": "100" },
      answer: z.object({ audits: z.array(audit) }),
    });
    return audits
      .filter(({ events }) => events.some((one) => one.field_name === "status" && one.value === status))
      .map(({ created_at }) => created_at)
      .reverse();
  },
});
