import { z } from "zod";

const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const tagList = z.union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))]);

const commentFields = z.object({
  body: z.string().optional(),
  html_body: z.string().optional(),
  public: z.boolean().optional(),
  author_id: id.optional(),
  uploads: z.union([z.array(z.string()), z.string().transform((token) => [token])]).optional(),
});
const comment = z.union([
  commentFields,
  z.string().transform((body): z.infer<typeof commentFields> => ({ body })),
]);

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

const ticket = z.object({
  subject: z.string().nullish(),
  comment: comment.optional(),
  requester_id: id.optional(),
  requester: z.object({ name: z.string().optional(), email: z.string() }).optional(),
  submitter_id: id.optional(),
  external_id: z.string().nullish(),
  tags: tagList.optional(),
  additional_tags: tagList.optional(),
  remove_tags: tagList.optional(),
  brand_id: id.optional(),
  group_id: id.nullish(),
  assignee_id: id.nullish(),
  status: z.enum(["new", "open", "pending", "hold", "solved", "closed"]).optional(),
  custom_status_id: id.optional(),
  priority: z.enum(["low", "normal", "high", "urgent"]).nullish(),
  type: z.enum(["question", "incident", "problem", "task"]).nullish(),
  due_at: z.string().nullish(),
  custom_fields: z.array(z.object({ id, value: fieldValue })).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  via_followup_source_id: id.optional(),
  safe_update: z.boolean().optional(),
  updated_stamp: z.string().optional(),
});

export type TicketInput = z.infer<typeof ticket>;
export type CommentInput = z.infer<typeof commentFields>;

/** One ticket's tags are set whole; adding and removing is for many at once, and for a ticket's `/tags`. */
export const ticketBody = z.object({ ticket: ticket.omit({ additional_tags: true, remove_tags: true }) });
export const ticketsBody = z.object({
  ticket: ticket.optional(),
  tickets: z.array(ticket.extend({ id })).optional(),
});
