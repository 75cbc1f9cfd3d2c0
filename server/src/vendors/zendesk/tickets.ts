import { z } from "zod";
import type { Transport } from "../transport.ts";
import { VendorError } from "../vendor-error.ts";
import { user } from "./users.ts";

export const ticketStatus = z.enum(["new", "open", "pending", "hold", "solved", "closed", "deleted"]);
export type TicketStatus = z.infer<typeof ticketStatus>;

export const ticket = z.object({
  id: z.number(),
  external_id: z.string().nullable(),
  subject: z.string().nullable(),
  description: z.string().nullable(),
  status: ticketStatus,
  priority: z.string().nullable(),
  type: z.string().nullable(),
  requester_id: z.number(),
  assignee_id: z.number().nullable(),
  group_id: z.number().nullable(),
  brand_id: z.number().nullable().optional(),
  tags: z.array(z.string()),
  custom_fields: z.array(z.object({ id: z.number(), value: z.unknown() })).default([]),
  via: z.object({ channel: z.string() }),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ZendeskTicket = z.infer<typeof ticket>;

const field = z.object({ id: z.number(), title: z.string(), removable: z.boolean().default(true) });

const audit = z.object({
  metadata: z.object({ custom: z.record(z.string(), z.unknown()).default({}) }),
  events: z.array(z.object({ id: z.number(), type: z.string() })),
});

const saved = z.object({ ticket, audit });

const attachment = z.object({ content_url: z.string(), content_type: z.string(), size: z.number() });

/** A comment's own id, out of the audit of the save that made it. */
const commentId = ({ events }: z.infer<typeof audit>) =>
  String(events.find(({ type }) => type === "Comment")?.id ?? "") || null;

export interface Comment {
  body: string;
  public: boolean;
  authorId?: number;
  uploads?: string[];
}

export interface NewTicket {
  subject: string;
  comment: Comment;
  requesterId: number;
  externalId: string;
  tags: string[];
  brandId: number | null;
  /** The closed ticket that this one follows. */
  followUpOf: number | null;
  metadata: Record<string, string>;
  /** Zendesk makes one ticket per key within two hours. */
  idempotencyKey: string;
}

const wireComment = ({ body, public: isPublic, authorId, uploads }: Comment) => ({
  body,
  public: isPublic,
  ...(authorId === undefined ? {} : { author_id: authorId }),
  ...(uploads?.length ? { uploads } : {}),
});

/** https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
const UPDATES_OF_ONE_TICKET = { max: 30, perMs: 10 * 60_000 };

export const tickets = (request: Transport) => ({
  async createTicket({ comment, idempotencyKey, ...fresh }: NewTicket) {
    const { ticket: created, audit: made } = await request({
      method: "POST",
      path: "/api/v2/tickets",
      headers: { "idempotency-key": idempotencyKey },
      json: {
        ticket: {
          subject: fresh.subject,
          comment: wireComment(comment),
          requester_id: fresh.requesterId,
          submitter_id: fresh.requesterId,
          external_id: fresh.externalId,
          tags: fresh.tags,
          metadata: fresh.metadata,
          ...(fresh.brandId === null ? {} : { brand_id: fresh.brandId }),
          ...(fresh.followUpOf === null ? {} : { via_followup_source_id: fresh.followUpOf }),
        },
      },
      answer: saved,
    });
    return { ticket: created, commentId: commentId(made) };
  },

  /** Adds a comment, and sets the status where one is given. */
  async addComment(
    id: number,
    comment: Comment,
    { status, metadata }: { status?: "open"; metadata: Record<string, string> },
  ) {
    const { ticket: updated, audit: made } = await request({
      method: "PUT",
      path: `/api/v2/tickets/${id}`,
      limit: { bucket: `ticket ${id}`, window: UPDATES_OF_ONE_TICKET },
      json: { ticket: { comment: wireComment(comment), metadata, ...(status ? { status } : {}) } },
      answer: saved,
    });
    return { ticket: updated, commentId: commentId(made) };
  },

  /** The ticket with its people and its group; null when there is none, or it was deleted. */
  async getTicket(id: number) {
    try {
      const found = await request({
        method: "GET",
        path: `/api/v2/tickets/${id}`,
        query: { include: "users,groups" },
        answer: z.object({
          ticket,
          users: z.array(user).default([]),
          groups: z.array(z.object({ id: z.number(), name: z.string() })).default([]),
        }),
      });
      return found.ticket.status === "deleted" ? null : found;
    } catch (error) {
      if (error instanceof VendorError && error.status === 404) return null;
      throw error;
    }
  },

  async findTicketByExternalId(externalId: string) {
    const { tickets: found } = await request({
      method: "GET",
      path: "/api/v2/tickets",
      query: { external_id: externalId },
      answer: z.object({ tickets: z.array(ticket) }),
    });
    return found[0] ?? null;
  },

  /** The newest tickets that a user asked for, 100 at the most. */
  async listRequestedTickets(userId: number) {
    const { tickets: found } = await request({
      method: "GET",
      path: `/api/v2/users/${userId}/tickets/requested`,
      query: { sort_by: "updated_at", sort_order: "desc" },
      answer: z.object({ tickets: z.array(ticket) }),
    });
    return found;
  },

  /** The comment that was saved with this entry in its metadata; undefined when none was. */
  async findCommentByMetadata(id: number, name: string, value: string) {
    const { audits } = await request({
      method: "GET",
      path: `/api/v2/tickets/${id}/audits`,
      query: { sort_order: "desc", "page[size]": "100" },
      answer: z.object({ audits: z.array(audit) }),
    });
    const made = audits.find(({ metadata }) => metadata.custom[name] === value);
    return made && { commentId: commentId(made), metadata: made.metadata.custom };
  },

  /** What is attached to one of a ticket's newest 100 comments, inline or not; null: there is no such comment. */
  async listAttachments(id: number, commentId: string) {
    const { comments } = await request({
      method: "GET",
      path: `/api/v2/tickets/${id}/comments`,
      query: { sort: "-created_at", "page[size]": "100", include_inline_images: "true" },
      answer: z.object({ comments: z.array(z.object({ id: z.number(), attachments: z.array(attachment) })) }),
    });
    return comments.find((one) => String(one.id) === commentId)?.attachments ?? null;
  },

  /** The fields that the account added itself, with their titles. */
  async listCustomFields() {
    const { ticket_fields: fields } = await request({
      method: "GET",
      path: "/api/v2/ticket_fields",
      answer: z.object({ ticket_fields: z.array(field) }),
    });
    return fields.filter(({ removable }) => removable);
  },

  /** Stores a file; the token attaches it to a comment. */
  async upload(filename: string, contentType: string, bytes: Uint8Array<ArrayBuffer>) {
    const { upload } = await request({
      method: "POST",
      path: "/api/v2/uploads",
      query: { filename },
      headers: { "content-type": contentType },
      bytes,
      answer: z.object({ upload: z.object({ token: z.string() }) }),
    });
    return upload.token;
  },
});
