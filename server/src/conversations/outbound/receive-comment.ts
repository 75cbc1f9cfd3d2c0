import { whyNotSent } from "@sidethread/shared/outbound-rules";
import { measureSms } from "@sidethread/shared/sms-segments";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { channelConsent } from "../../profiles/consent.ts";
import { listConsents } from "../../profiles/consent-store.ts";
import { listIdentities } from "../../profiles/profile-store.ts";
import { commentAdded, type TicketEvent } from "../../vendors/zendesk/events.ts";
import { type Conversation, findConversationOfTicket, getConversation } from "../conversation-store.ts";
import { messageOfTicket } from "../inbound/put-on-ticket.ts";
import { saveLinks } from "../links/link-store.ts";
import { shortenLinks } from "../links/shorten-links.ts";
import { addMessage, findMessage } from "../message-store.ts";
import { withoutInlinePictures } from "../pictures/inline-pictures.ts";
import { picturesTaken } from "../pictures/picture-limits.ts";
import { requestNotSentNote } from "./note-on-ticket.ts";
import { reachOf } from "./reach.ts";
import { requestReply } from "./request-reply.ts";

/** An agent's public comment on a text conversation's ticket goes out as a text; a note says so where it must not. */
export async function receiveComment(
  tx: Transaction,
  scope: AccountScope,
  event: TicketEvent,
  linkOrigin: string,
  traceId: string,
): Promise<void> {
  const { comment } = commentAdded.parse(event.event);
  if (!comment.is_public || !comment.author.is_staff) return;
  const conversation = await findConversation(tx, scope, event);
  if (!conversation) return;

  const text = withoutInlinePictures(comment.body);
  const statements = await listConsents(tx, scope, conversation.profileId);
  const { zendesk } = await listIdentities(tx, scope, conversation.profileId);
  const consent = channelConsent(statements, conversation.channel).state;
  const why = whyNotSent({
    // The carrier is looked at right before sending.
    connected: true,
    enabled: true,
    ...reachOf(conversation),
    consent,
    agentIsCustomer: [event.detail.requester_id, ...zendesk].includes(comment.author.id),
    text,
    pictures: [],
    takes: picturesTaken(conversation),
  });
  // What is known only later is judged right before sending: the comment itself, which has the pictures that its event
  // does not tell of, and the consent that was read for the text before it, once that text's effect is done.
  const isForLater = why === "empty" || (why === "no_consent" && consent === "unknown");
  const reason = isForLater ? null : why;
  const asWritten = { body: text, links: [] };
  const { body, links } = reason === null ? await shortenLinks(tx, scope, text, linkOrigin) : asWritten;
  const message = {
    conversationId: conversation.id,
    text,
    ticketId: event.detail.id,
  };
  const messageId = await addMessage(tx, scope, {
    ...message,
    direction: "outbound",
    origin: "agent",
    segments: measureSms(body).segments,
    at: new Date(event.time),
    state: reason === null ? "queued" : "not_sent",
    reason,
    author: comment.author.name || null,
    commentId: comment.id,
  });
  if (messageId === null) return;
  if (reason !== null) {
    await requestNotSentNote(tx, scope, { ...message, id: messageId }, reason, traceId);
    return;
  }
  await saveLinks(tx, scope, messageId, links);
  await requestReply(tx, scope, conversation.id, { messageId, authorId: comment.author.id }, traceId);
}

/** The ticket's conversation; a ticket whose making we have not recorded yet is known by the external id we gave it. */
async function findConversation(
  tx: Transaction,
  scope: AccountScope,
  { detail }: TicketEvent,
): Promise<Conversation | null> {
  const linked = await findConversationOfTicket(tx, scope, detail.id);
  if (linked) return linked;
  const openedBy = messageOfTicket(detail.external_id);
  const message = openedBy ? await findMessage(tx, scope, openedBy) : null;
  return message && getConversation(tx, scope, message.conversationId);
}
