import { z } from "zod";
import { isStorableId, storable } from "../storable.ts";

/** The event types that we subscribe to, without Zendesk's prefix. */
export const SUBSCRIBED_EVENTS = [
  "ticket.created",
  "ticket.comment_added",
  "ticket.status_changed",
  "ticket.agent_assignment_changed",
  "ticket.tags_changed",
  "ticket.soft_deleted",
  "ticket.permanently_deleted",
  "user.deleted",
  "user.merged",
];

export const numericId = z.string().regex(/^\d{1,19}$/);
/** Only what `Date` reads, in years of four digits. */
const instant = z.iso.datetime({ offset: true });

const envelope = z.object({
  id: z.string().refine(isStorableId),
  type: z.string().transform((type) => type.replace("zen:event-type:", "")),
  time: instant,
  detail: z.object({
    id: numericId,
    requester_id: numericId,
    external_id: z.string().nullable().default(null),
    status: z.string().toLowerCase(),
    updated_at: instant,
  }),
  event: z.record(z.string(), z.unknown()).default({}),
});
export type TicketEvent = z.infer<typeof envelope>;

/** `event` of `ticket.comment_added`. */
export const commentAdded = z.object({
  comment: z.object({
    id: numericId,
    body: z.string().transform(storable),
    is_public: z.boolean(),
    author: z.object({
      id: numericId,
      is_staff: z.boolean(),
      name: z.string().transform(storable).default(""),
    }),
  }),
});

/** `event` of `ticket.status_changed`. Zendesk writes statuses in capitals, some samples do not. */
export const statusChanged = z.object({
  current: z.string().toLowerCase(),
  previous: z.string().toLowerCase().nullable().default(null),
});

const told = new Map<string, z.ZodType>([
  ["ticket.comment_added", commentAdded],
  ["ticket.status_changed", statusChanged],
]);

/** Reads a ticket event; null when the body is no such thing, or does not tell what its type is for. */
export function parseTicketEvent(body: string): TicketEvent | null {
  try {
    const event = envelope.parse(JSON.parse(body));
    told.get(event.type)?.parse(event.event);
    return event;
  } catch {
    return null;
  }
}
