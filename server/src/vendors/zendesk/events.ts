import { z } from "zod";

/** The event types that we subscribe to, without Zendesk's prefix. */
export const SUBSCRIBED_EVENTS = [
  "ticket.created",
  "ticket.comment_added",
  "ticket.status_changed",
  "ticket.agent_assignment_changed",
  "ticket.tags_changed",
  "ticket.soft_deleted",
];

const envelope = z.object({
  id: z.string().min(1),
  type: z.string().transform((type) => type.replace("zen:event-type:", "")),
  time: z.string(),
  detail: z.object({
    id: z.string(),
    requester_id: z.string(),
    external_id: z.string().nullable().default(null),
    status: z.string().toLowerCase(),
    updated_at: z.string(),
  }),
  event: z.record(z.string(), z.unknown()).default({}),
});
export type TicketEvent = z.infer<typeof envelope>;

/** Reads the envelope of a ticket event; null when the body is no such thing. */
export function parseTicketEvent(body: string): TicketEvent | null {
  try {
    return envelope.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** `event` of `ticket.comment_added`. */
export const commentAdded = z.object({
  comment: z.object({
    id: z.string(),
    body: z.string(),
    is_public: z.boolean(),
    author: z.object({ id: z.string(), is_staff: z.boolean(), name: z.string().default("") }),
  }),
});

/** `event` of `ticket.status_changed`. Zendesk writes statuses in capitals, some samples do not. */
export const statusChanged = z.object({
  current: z.string().toLowerCase(),
  previous: z.string().toLowerCase().nullable().default(null),
});
