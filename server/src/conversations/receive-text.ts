import { touchConnection } from "../accounts/connection-store.ts";
import { recordOwnWord } from "../profiles/consent-store.ts";
import { identify } from "../profiles/identify.ts";
import { toE164, toIdentities } from "../profiles/identity.ts";
import { parseText } from "../vendors/twilio/webhooks.ts";
import type { DeliveryHandler } from "../work/handlers.ts";
import { openConversation } from "./conversation-store.ts";
import { findKeyword } from "./keywords.ts";
import { addMessage } from "./message-store.ts";
import { requestPlacement } from "./place-text.ts";
import { requestConsentWithdrawal } from "./withdraw-consent.ts";

/** A customer's text: kept in the thread; a keyword changes consent, anything else goes on to a ticket. */
export const receiveText: DeliveryHandler = async (tx, delivery) => {
  const { scope } = delivery;
  const text = parseText(new URLSearchParams(delivery.body));
  if (!text) throw new Error("The delivery is no text.");
  const at = text.sentAt ?? delivery.receivedAt;
  await touchConnection(tx, scope, "twilio", delivery.receivedAt);

  const phone = toE164(text.from);
  const known = phone ? toIdentities({ phone }) : [{ kind: "phone" as const, value: text.from }];
  const profileId = await identify(tx, scope, known);
  const theirs = phone ?? text.from;
  const conversation = await openConversation(tx, scope, {
    channel: "sms",
    ours: text.to,
    theirs,
    profileId,
  });
  const messageId = await addMessage(tx, scope, {
    conversationId: conversation.id,
    direction: "inbound",
    text: text.body,
    pictures: text.pictures,
    at,
    state: "received",
    carrierId: text.sid,
  });
  if (messageId === null) return;

  const keyword = text.optOutType === "STOP" ? "stop" : findKeyword(text.body);
  if (keyword === null) {
    await requestPlacement(tx, scope, conversation.id, messageId, delivery.traceId);
    return;
  }
  const state = keyword === "stop" ? "unsubscribed" : "subscribed";
  const since = at;
  await recordOwnWord(tx, scope, profileId, { channel: "sms", source: "keyword", state, since });
  if (keyword === "stop" && phone) await requestConsentWithdrawal(tx, scope, phone, delivery.traceId);
};
