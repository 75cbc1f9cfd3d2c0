import { getAccount } from "../../accounts/account-store.ts";
import { touchConnection } from "../../accounts/connection-store.ts";
import { speaksOfTexts } from "../../accounts/klaviyo-of-brand.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { readAddress, spell } from "../../profiles/address.ts";
import { toIdentities } from "../../profiles/identity.ts";
import { findProfiles, listIdentities } from "../../profiles/profile-store.ts";
import { customerOf, type TextEvent } from "../../vendors/klaviyo/text-events.ts";
import type { DeliveryHandler } from "../../work/handlers.ts";
import { type IncomingText, takeText } from "../inbound/take-text.ts";
import { mirror } from "./mirror.ts";
import { receiveKlaviyoConsent } from "./receive-klaviyo-consent.ts";
import { receiveKlaviyoFailure, receiveKlaviyoText } from "./receive-klaviyo-text.ts";
import { toldEvent } from "./told-event.ts";

/** The source of deliveries, whether Klaviyo told of an event or was asked for it. */
export const KLAVIYO_EVENT = "klaviyo.event";

/**
 * Something that Klaviyo tells of texts: who wrote, what arrived, what did not, who agrees to it. Another brand's Klaviyo
 * account than that of texts is heard of consent alone.
 */
export const receiveKlaviyoEvent: DeliveryHandler = async (tx, delivery) => {
  const { scope, traceId } = delivery;
  const event = toldEvent.parse(JSON.parse(delivery.body));
  const { klaviyoAccountId } = event;
  await touchConnection(tx, scope, "klaviyo", delivery.receivedAt, klaviyoAccountId);
  if (event.kind === "subscribed" || event.kind === "unsubscribed")
    return receiveKlaviyoConsent(tx, scope, event, event.kind);
  if (!speaksOfTexts(await getAccount(tx, scope), klaviyoAccountId)) return;

  const theirs = await findCustomer(tx, scope, event);
  if (event.kind === "text") {
    // Somebody whose number nobody knows can't be answered, but is heard.
    const from = theirs ?? event.profileId;
    return from === null ? undefined : takeText(tx, scope, incomingText(event, from), traceId);
  }
  if (theirs === null) return;
  switch (event.kind) {
    case "received":
      return receiveKlaviyoText(tx, scope, event, theirs, traceId);
    case "failed":
      return receiveKlaviyoFailure(tx, scope, event, theirs, traceId);
    case "automatic":
      return mirror(tx, scope, event, { theirs, origin: "automatic", title: null }, traceId);
  }
};

function incomingText(event: TextEvent, from: string): IncomingText {
  const { id: carrierId, channel, to, text, pictures, at, profileId } = event;
  const words = { carrierId, channel, carrier: "klaviyo", from, to: to ?? "", text, pictures, at } as const;
  return { ...words, optOut: null, ...(profileId === null ? {} : { klaviyoId: profileId }) };
}

/** The customer's number: as the event has it, else as we know it of the person. */
async function findCustomer(tx: Transaction, scope: AccountScope, event: TextEvent): Promise<string | null> {
  const told = customerOf(event);
  if (told !== null) return spell(readAddress(told));
  if (event.profileId === null) return null;
  const [profile] = await findProfiles(tx, scope, toIdentities({ klaviyo: event.profileId }));
  return profile ? ((await listIdentities(tx, scope, profile.id)).phone[0] ?? null) : null;
}
