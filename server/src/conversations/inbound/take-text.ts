import { measureSms } from "@sidethread/shared/sms-segments";
import { klaviyoOfTexts } from "../../accounts/klaviyo-of-brand.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Picture } from "../../database/schema/conversations.ts";
import type { Transaction } from "../../database/transaction.ts";
import { addressIdentity, readAddress, spell } from "../../profiles/address.ts";
import { channelConsent, OWN_WORD } from "../../profiles/consent.ts";
import { listConsents, recordConsents, recordOwnWord } from "../../profiles/consent-store.ts";
import { identify } from "../../profiles/identify.ts";
import { toIdentities } from "../../profiles/identity.ts";
import { type Conversation, openConversation, recountLastText } from "../conversation-store.ts";
import { addMessage } from "../message-store.ts";
import { findAttribution } from "./attribution.ts";
import { judgeText } from "./inbound-rules.ts";
import { findKeyword } from "./keywords.ts";
import { readSurroundings } from "./read-surroundings.ts";
import { requestPlacement } from "./request-placement.ts";
import { requestConsentWithdrawal } from "./withdraw-consent.ts";

/** A customer's text, whoever brought it. */
export interface IncomingText extends Pick<Conversation, "channel" | "carrier"> {
  /** The carrier's own id of it. */
  carrierId: string;
  /** The customer: a phone number, a short code, or whatever the sender calls itself. */
  from: string;
  /** The number of ours that they texted. */
  to: string;
  text: string;
  pictures: Picture[];
  at: Date;
  /** What the carrier did with a stop, start or help word by itself. */
  optOut: "stop" | "start" | "help" | null;
  /** The customer's profile at their Klaviyo account, where that said so. */
  klaviyoId?: string;
}

/** A customer's text: kept in the thread; a keyword changes consent, anything else goes on towards a ticket. */
export async function takeText(
  tx: Transaction,
  scope: AccountScope,
  incoming: IncomingText,
  traceId: string,
): Promise<void> {
  const { channel, carrier, carrierId, from, to, text, pictures, at, optOut, klaviyoId } = incoming;
  const address = readAddress(from);
  const profileId = await identify(tx, scope, [
    addressIdentity(address),
    ...toIdentities({ klaviyo: klaviyoId }),
  ]);
  const between = { channel, carrier, ours: to, theirs: spell(address), profileId, lastTextAt: at };
  const conversation = await openConversation(tx, scope, between);
  const surroundings = await readSurroundings(tx, scope, conversation, at);
  const { settings, lastSent } = surroundings;
  const messageId = await addMessage(tx, scope, {
    conversationId: conversation.id,
    direction: "inbound",
    origin: "customer",
    text,
    segments: measureSms(text).segments,
    pictures,
    at,
    state: "received",
    carrierId,
    attributedTo: findAttribution(at, lastSent, settings.attributionHours),
  });

  const keyword = optOut === "stop" ? optOut : (findKeyword(text, settings.keywords) ?? optOut);
  const { becomes } = judgeText({
    seenBefore: messageId === null,
    keyword,
    subscribed: keyword === "agree" && (await isSubscribed(tx, scope, conversation)),
    consent: null,
    ticketsWithoutConsent: settings.ticketsWithoutConsent,
  });
  if (messageId === null) return recountLastText(tx, scope, conversation.id);
  const word = { channel, source: "keyword" as const, since: at };
  switch (becomes) {
    case "consent_withdrawn": {
      await recordOwnWord(tx, scope, profileId, { ...word, state: "unsubscribed" });
      const klaviyoAccountId = klaviyoOfTexts(surroundings);
      if (address.kind !== "e164" || klaviyoAccountId === null) return;
      const withdrawn = { phone: address.number, channel, klaviyoAccountId };
      return requestConsentWithdrawal(tx, scope, withdrawn, traceId);
    }
    case "consent_given":
      if (keyword !== "subscribe")
        return recordOwnWord(tx, scope, profileId, { ...word, state: "subscribed" });
      return recordConsents(tx, scope, profileId, [
        { ...word, voice: OWN_WORD, kind: "marketing", state: "subscribed" },
      ]);
    case "ticket":
    case "depends_on_consent":
      return requestPlacement(
        tx,
        scope,
        { conversation, messageId, asksForHelp: keyword === "help" },
        traceId,
      );
  }
}

async function isSubscribed(
  tx: Transaction,
  scope: AccountScope,
  { profileId, channel }: Conversation,
): Promise<boolean> {
  return channelConsent(await listConsents(tx, scope, profileId), channel).state === "subscribed";
}
