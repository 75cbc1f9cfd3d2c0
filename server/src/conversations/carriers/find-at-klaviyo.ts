import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { idAtKlaviyo } from "../../profiles/identity.ts";
import type { AskedKlaviyo } from "../../profiles/refresh-profile.ts";
import { describeTextEvent } from "../../vendors/klaviyo/text-events.ts";
import { isSameText } from "../klaviyo/echo.ts";
import { listUnconfirmed } from "../klaviyo/klaviyo-store.ts";
import { findKnownCarrierIds } from "../message-store.ts";
import type { OutgoingText } from "./carrier.ts";

/** Klaviyo cuts an event's time to the second, and its clock may be another than ours. */
const SKEW_MS = 10_000;
const DAY_MS = 24 * 60 * 60_000;

interface Search {
  read: Queryable;
  scope: AccountScope;
  klaviyo: AskedKlaviyo;
  /** Who the customer is to Klaviyo. */
  profileIds: string[];
  text: OutgoingText;
  since: Date;
}

/**
 * Whether Klaviyo's events tell of a text that we may have handed over. The same words may have gone out before: only
 * when there are more such events than other messages of those words is one of them this text's.
 */
export async function findAtKlaviyo(search: Search): Promise<boolean> {
  const { read, scope, klaviyo, profileIds, text, since } = search;
  const { conversation, message, body } = text;
  const { channel } = conversation;
  const from = new Date(since.getTime() - SKEW_MS);
  const listed = await Promise.all(
    profileIds.map((profileId) => klaviyo.client.listEvents({ profileId, since: from })),
  );
  const same = listed
    .flatMap(({ events }) => events)
    .map(({ event, metric: name }) => ({
      name,
      ...describeTextEvent(event, { name, channel, kind: "received" }),
    }))
    .filter((seen) => seen.sentBy === null && isSameText(body, seen.text));

  const label = channel === "whatsapp" ? "WhatsApp" : "SMS";
  const relayed = same.filter(({ name }) => name === `Relayed ${label}`);
  const arrived = same.filter(({ name }) =>
    [`Received ${label}`, `Failed to Deliver ${label}`].includes(name),
  );
  const arrivedIds = arrived.map(({ id }) => idAtKlaviyo(klaviyo.klaviyoAccountId, id));
  const confirmed = await findKnownCarrierIds(read, scope, arrivedIds, message.id);
  const aDayAgo = new Date(since.getTime() - DAY_MS);
  const others = (await listUnconfirmed(read, scope, conversation, aDayAgo)).filter(
    ({ id, state, text: words }) => id !== message.id && state !== "queued" && isSameText(words, body),
  );
  return Math.max(relayed.length, arrived.length) > confirmed.size + others.length;
}
