import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/writer.ts";
import { channelConsent } from "../profiles/consent.ts";
import { listConsents } from "../profiles/consent-store.ts";
import { toE164 } from "../profiles/identity.ts";
import { listIdentities } from "../profiles/profile-store.ts";
import { commentAdded, type TicketEvent } from "../vendors/zendesk/events.ts";
import { enqueue } from "../work/outbox.ts";
import { type Conversation, findConversationOfTicket, getConversation } from "./conversation-store.ts";
import { addMessage, findMessage } from "./message-store.ts";
import { requestNotSentNote } from "./note-on-ticket.ts";
import { whyNotSent } from "./outbound-rules.ts";
import { conversationOrder } from "./place-text.ts";
import { messageOfTicket } from "./put-on-ticket.ts";
import { SEND_REPLY } from "./send-reply.ts";

/** An agent's public comment on a text conversation's ticket goes out as a text; a note says so where it must not. */
export async function receiveComment(
  tx: Transaction,
  scope: AccountScope,
  event: TicketEvent,
  traceId: string,
): Promise<void> {
  const { comment } = commentAdded.parse(event.event);
  if (!comment.is_public || !comment.author.is_staff) return;
  const conversation = await findConversation(tx, scope, event);
  if (!conversation) return;

  const statements = await listConsents(tx, scope, conversation.profileId);
  const { zendesk } = await listIdentities(tx, scope, conversation.profileId);
  const reason = whyNotSent({
    text: comment.body,
    consent: channelConsent(statements, conversation.channel).state,
    agentIsCustomer: [event.detail.requester_id, ...zendesk].includes(comment.author.id),
    answerable: toE164(conversation.theirs) !== null,
  });
  const message = {
    conversationId: conversation.id,
    text: comment.body,
    ticketId: event.detail.id,
  };
  const messageId = await addMessage(tx, scope, {
    ...message,
    direction: "outbound",
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
  await enqueue(tx, {
    scope,
    kind: SEND_REPLY,
    orderKey: conversationOrder(conversation.id),
    payload: { messageId },
    traceId,
  });
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
