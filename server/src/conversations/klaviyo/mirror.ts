import { measureSms } from "@sidethread/shared/sms-segments";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { addressIdentity, readAddress } from "../../profiles/address.ts";
import { identify } from "../../profiles/identify.ts";
import { toIdentities } from "../../profiles/identity.ts";
import type { TextEvent } from "../../vendors/klaviyo/text-events.ts";
import { enqueue } from "../../work/outbox.ts";
import { conversationOrder } from "../conversation-order.ts";
import { type Conversation, openConversation } from "../conversation-store.ts";
import { addMessage } from "../message-store.ts";
import { NOTE_ON_TICKET } from "../outbound/note-on-ticket.ts";
import { findConversationWith, findOpenTicket } from "./klaviyo-store.ts";
import { mirrorNote } from "./mirror-words.ts";

export interface Mirrored {
  /** The customer's number. */
  theirs: string;
  origin: "campaign" | "flow" | "automatic" | "inbox";
  title: string | null;
}

/** Takes a text that marketing, or a machine, sent a customer into their thread, and notes it on their open ticket. */
export async function mirror(
  tx: Transaction,
  scope: AccountScope,
  event: TextEvent,
  { theirs, origin, title }: Mirrored,
  traceId: string,
): Promise<void> {
  const { id, channel, from, at, text, pictures, segments } = event;
  const conversation =
    (await findConversationWith(tx, scope, { channel, theirs, from })) ??
    (await openMirrored(tx, scope, event, theirs));
  const messageId = await addMessage(tx, scope, {
    conversationId: conversation.id,
    direction: "outbound",
    origin,
    title,
    text,
    segments: segments ?? measureSms(text).segments,
    pictures,
    at,
    state: "delivered",
    carrierId: id,
  });
  const open = messageId === null ? null : await findOpenTicket(tx, scope, conversation.profileId);
  if (!open) return;
  await enqueue(tx, {
    scope,
    kind: NOTE_ON_TICKET,
    orderKey: conversationOrder(open.conversationId),
    payload: {
      ticketId: open.ticketId,
      noteId: `${messageId}:mirrored`,
      text: mirrorNote({ origin, title, text }, channel),
    },
    traceId,
  });
}

/** A conversation with somebody who never wrote. */
async function openMirrored(
  tx: Transaction,
  scope: AccountScope,
  { channel, from, profileId: klaviyo }: TextEvent,
  theirs: string,
): Promise<Conversation> {
  const known = [addressIdentity(readAddress(theirs)), ...toIdentities({ klaviyo })];
  const profileId = await identify(tx, scope, known);
  return openConversation(tx, scope, { channel, carrier: "klaviyo", ours: from ?? "", theirs, profileId });
}
