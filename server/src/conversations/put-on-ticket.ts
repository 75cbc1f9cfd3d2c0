import { VendorError } from "../vendors/vendor-error.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { ZendeskTicket } from "../vendors/zendesk/tickets.ts";
import type { ZendeskUser } from "../vendors/zendesk/users.ts";
import type { AttachedPictures } from "./attach-pictures.ts";
import { clip } from "./clip.ts";
import type { Conversation } from "./conversation-store.ts";
import type { Placement } from "./inbound-rules.ts";
import type { Message } from "./message-store.ts";

export interface Placed {
  ticket: ZendeskTicket;
  commentId: string | null;
}

/** Names our message in the metadata of Zendesk's audits: how a second attempt finds the first one's comment. */
const MESSAGE_MARK = "sidethread_message";

/** As much as Zendesk shows. */
const LONGEST_SUBJECT = 150;

const ticketExternalId = (messageId: string) => `sidethread:${messageId}`;

/** The message whose text opened this ticket; null when it was not one of ours. */
export const messageOfTicket = (externalId: string | null): string | null =>
  externalId?.startsWith("sidethread:") ? externalId.slice("sidethread:".length) : null;

/** What an earlier attempt, of which we know no outcome, made of this text; null when it made nothing. */
export async function findEarlierAttempt(
  zendesk: ZendeskClient,
  message: Message,
  conversation: Conversation,
): Promise<Placed | null> {
  const opened = await zendesk.findTicketByExternalId(ticketExternalId(message.id));
  if (opened) return { ticket: opened, commentId: null };
  if (!conversation.ticketId) return null;
  const id = Number(conversation.ticketId);
  const current = await zendesk.getTicket(id);
  if (!current) return null;
  const commented = await zendesk.findCommentByMetadata(id, MESSAGE_MARK, message.id);
  return commented ? { ticket: current.ticket, commentId: commented.commentId } : null;
}

/** The ticket was closed between our look and our comment: the next attempt looks again. */
class TicketMovedOn extends Error {
  override name = "TicketMovedOn";

  constructor(cause: Error) {
    super("Zendesk refused the comment; the ticket may be closed by now.", { cause });
  }
}

interface Text {
  placement: Exclude<Placement, { kind: "thread_only" }>;
  message: Message;
  conversation: Conversation;
  requester: ZendeskUser;
  current: ZendeskTicket | null;
  brandId: string | null;
  pictures: AttachedPictures;
  idempotencyKey: string;
}

/** Makes a text a comment of its ticket, or opens a ticket with it. */
export async function putOnTicket(zendesk: ZendeskClient, text: Text): Promise<Placed> {
  const { placement, message, conversation, requester, current, pictures } = text;
  const { tokens, missing } = pictures;
  const metadata = {
    [MESSAGE_MARK]: message.id,
    sidethread_from: conversation.theirs,
    sidethread_to: conversation.ours,
  };
  const comment = { body: wordsOf(message, missing), public: true, authorId: requester.id, uploads: tokens };
  if (placement.kind === "comment" && current) {
    const change = placement.reopen ? { status: "open" as const, metadata } : { metadata };
    return zendesk.addComment(current.id, comment, change).catch((error) => {
      throw error instanceof VendorError && error.status === 422 ? new TicketMovedOn(error) : error;
    });
  }
  return zendesk.createTicket({
    subject: clip(`Text from ${requester.name}`, LONGEST_SUBJECT),
    comment,
    requesterId: requester.id,
    externalId: ticketExternalId(message.id),
    tags: [conversation.channel],
    brandId: text.brandId === null ? null : Number(text.brandId),
    followUpOf: placement.kind === "follow_up" && current ? current.id : null,
    metadata,
    idempotencyKey: text.idempotencyKey,
  });
}

/** What the comment says: Zendesk takes none without a word, and the agent has to know of a picture that is gone. */
function wordsOf({ text, pictures }: Message, missing: number): string {
  const words = text.trim() === "" ? (pictures.length > 0 ? "(picture)" : "(empty text)") : text;
  return missing === 0 ? words : `${words}\n\n(Pictures that the carrier could not give us: ${missing})`;
}
