import type { Attachment, Brand, Comment, Group, Ticket, TicketField, User } from "../api/types.ts";
import type { ComposerState } from "../ticket/draft.ts";

/** What ZAF's objects are made from. */
export interface TicketFacts {
  ticket: Ticket;
  comments: Comment[];
  composer: ComposerState;
  person(id: number | null): User | undefined;
  groups: Group[];
  brands: Brand[];
  fields: TicketField[];
  subdomain: string;
}

/** ZAF's user object. */
export const userObject = (user: User) => ({
  id: user.id,
  name: user.name,
  email: user.email,
  role: user.role,
  externalId: user.external_id ?? null,
  locale: user.locale ?? "en-US",
  timeZone: { ianaName: user.iana_time_zone ?? "Etc/UTC" },
  tags: user.tags ?? [],
  notes: user.notes ?? "",
  organizations: [],
  avatarUrl: null,
  identities: [
    ...(user.email ? [{ type: "email", value: user.email, primary: true, verified: true }] : []),
    ...(user.phone ? [{ type: "phone_number", value: user.phone, primary: true, verified: true }] : []),
  ],
});

/** ZAF's attachment: it tells no size. */
const attachmentObject = ({ file_name, content_type, content_url }: Attachment) => ({
  filename: file_name,
  contentType: content_type,
  contentUrl: content_url,
  thumbnailUrl: content_type.startsWith("image/") ? content_url : null,
});

/** ZAF's comment in the composer. */
export const commentObject = ({ text, public: isPublic, uploads }: ComposerState) => ({
  text,
  type: isPublic ? "publicReply" : "internalNote",
  attachments: uploads.map(({ attachment }) => attachmentObject(attachment)),
  useRichText: false,
});

/** ZAF's ticket object; custom fields are looked up beside it. */
export function ticketObject(facts: TicketFacts) {
  const { ticket, comments, composer, person, groups, brands, subdomain } = facts;
  const requester = person(ticket.requester_id);
  const assignee = person(ticket.assignee_id);
  const group = groups.find(({ id }) => id === ticket.group_id);
  const brand = brands.find(({ id }) => id === ticket.brand_id);
  return {
    id: ticket.id,
    subject: ticket.subject,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority ?? "-",
    type: ticket.type ?? "ticket",
    tags: ticket.tags,
    externalId: ticket.external_id,
    isNew: false,
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
    via: { channel: ticket.via?.channel ?? "web" },
    url: `https://${subdomain}.zendesk.com/api/v2/tickets/${ticket.id}.json`,
    brand: brand ? { id: brand.id, name: brand.name, subdomain: brand.subdomain } : null,
    organization: null,
    requester: requester ? userObject(requester) : null,
    assignee: {
      user: assignee ? userObject(assignee) : null,
      group: group ? { id: group.id, name: group.name } : null,
    },
    comment: commentObject(composer),
    comments: comments.map((comment) => {
      const author = person(comment.author_id);
      return {
        id: comment.id,
        author: author ? userObject(author) : null,
        value: comment.body,
        public: comment.public,
        attachments: comment.attachments.map(attachmentObject),
        createdAt: comment.created_at,
      };
    }),
    conversation: comments.map((comment) => {
      const author = person(comment.author_id);
      return {
        author: { id: comment.author_id, name: author?.name ?? "", role: author?.role ?? "end-user" },
        channel: { name: comment.public ? (comment.via?.channel ?? "web") : "internal" },
        message: { content: comment.body, contentType: "text/plain" },
        attachments: comment.attachments.map(attachmentObject),
        timestamp: comment.created_at,
      };
    }),
  };
}

/** The properties whose changes apps hear of, with their values now. */
export function watchedProperties(facts: TicketFacts): Map<string, unknown> {
  const ticket = ticketObject(facts);
  return new Map<string, unknown>([
    ["ticket.subject", ticket.subject],
    ["ticket.status", ticket.status],
    ["ticket.priority", ticket.priority],
    ["ticket.type", ticket.type],
    ["ticket.tags", ticket.tags],
    ["ticket.brand", ticket.brand],
    ["ticket.externalId", ticket.externalId],
    ["ticket.requester.id", ticket.requester?.id ?? null],
    ["ticket.requester.name", ticket.requester?.name ?? null],
    ["ticket.requester.email", ticket.requester?.email ?? null],
    ["ticket.requester.externalId", ticket.requester?.externalId ?? null],
    ["ticket.assignee.user.id", ticket.assignee.user?.id ?? null],
    ["ticket.assignee.group.id", ticket.assignee.group?.id ?? null],
    ["ticket.comments", ticket.comments],
    ["ticket.conversation", ticket.conversation],
    ["comment.text", ticket.comment.text],
    ["comment.type", ticket.comment.type],
    ["comment.attachments", ticket.comment.attachments],
    ...(facts.ticket.custom_fields ?? []).map(
      ({ id, value }) => [`ticket.custom_field_${id}`, value] as [string, unknown],
    ),
  ]);
}

/** What differs between two looks at the watched properties. */
export function changesBetween(before: Map<string, unknown>, after: Map<string, unknown>) {
  return [...after]
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before.get(name)))
    .map(([propertyName, newValue]) => ({ propertyName, newValue, oldValue: before.get(propertyName) }));
}
