import { VendorError } from "../../vendors/vendor-error.ts";
import type { ZendeskClient } from "../../vendors/zendesk/client.ts";
import type { ZendeskTicket } from "../../vendors/zendesk/tickets.ts";
import type { ZendeskUser } from "../../vendors/zendesk/users.ts";
import { clip } from "../clip.ts";
import type { Conversation } from "../conversation-store.ts";
import type { Message } from "../message-store.ts";
import type { Placement } from "./inbound-rules.ts";

/** Texts for one comment, in order. */
export type Texts = [Message, ...Message[]];

export interface Placed {
  ticket: ZendeskTicket;
  commentId: string | null;
  texts: Texts;
}

/** Names our first and last message in the metadata of Zendesk's audits: how a second attempt finds the first one's comment. */
const MESSAGE_MARK = "sidethread_message";
const LAST_MARK = "sidethread_last";

/** As much as Zendesk shows. */
const LONGEST_SUBJECT = 150;

const ticketExternalId = (messageId: string) => `sidethread:${messageId}`;

/** The message whose text opened this ticket; null when it was not one of ours. */
export const messageOfTicket = (externalId: string | null): string | null =>
  externalId?.startsWith("sidethread:") ? externalId.slice("sidethread:".length) : null;

/** What an earlier attempt, of which we know no outcome, made of the first of these texts; null when it made nothing. */
export async function findEarlierAttempt(
  zendesk: ZendeskClient,
  waiting: Texts,
  current: ZendeskTicket | null,
): Promise<Placed | null> {
  const [first] = waiting;
  const opened = await zendesk.findTicketByExternalId(ticketExternalId(first.id));
  if (opened) return { ticket: opened, commentId: null, texts: [first] };
  const made = current && (await zendesk.findCommentByMetadata(current.id, MESSAGE_MARK, first.id));
  if (!made) return null;
  const last = waiting.findIndex(({ id }) => id === made.metadata[LAST_MARK]);
  const others = waiting.slice(1, last + 1);
  return { ticket: current, commentId: made.commentId, texts: [first, ...others] };
}

/** The ticket was closed between our look and our comment: the next attempt looks again. */
class TicketMovedOn extends Error {
  override name = "TicketMovedOn";

  constructor(cause: Error) {
    super("Zendesk refused the comment; the ticket may be closed by now.", { cause });
  }
}

interface NewComment {
  where: Placement;
  texts: Texts;
  /** What the comment says. */
  body: string;
  /** The texts' pictures. */
  uploads: string[];
  conversation: Conversation;
  requester: ZendeskUser;
  current: ZendeskTicket | null;
  brandId: string | null;
}

/** Makes texts a comment of their ticket, or opens a ticket with them. */
export async function putOnTicket(zendesk: ZendeskClient, comment: NewComment): Promise<Placed> {
  const { where, texts, body, uploads, conversation, requester, current, brandId } = comment;
  const [first] = texts;
  const metadata = {
    [MESSAGE_MARK]: first.id,
    ...(texts.length > 1 ? { [LAST_MARK]: texts.at(-1)?.id ?? "" } : {}),
    sidethread_from: conversation.theirs,
    sidethread_to: conversation.ours,
  };
  const written = { body, public: true, authorId: requester.id, uploads };
  if (where.kind === "comment" && current) {
    const change = where.reopen ? { status: "open" as const, metadata } : { metadata };
    const added = await zendesk.addComment(current.id, written, change).catch((error) => {
      throw error instanceof VendorError && error.status === 422 ? new TicketMovedOn(error) : error;
    });
    return { ...added, texts };
  }
  const opened = await zendesk.createTicket({
    subject: clip(`Text from ${requester.name}`, LONGEST_SUBJECT),
    comment: written,
    requesterId: requester.id,
    externalId: ticketExternalId(first.id),
    tags: [conversation.channel],
    brandId: brandId === null ? null : Number(brandId),
    followUpOf: where.kind === "follow_up" && current ? current.id : null,
    metadata,
    idempotencyKey: ticketExternalId(first.id),
  });
  return { ...opened, texts };
}
