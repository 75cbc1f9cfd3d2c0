import { randomUUID } from "node:crypto";
import { idAtKlaviyo } from "@sidethread/server/profiles/identity";
import { eventually } from "../../kit/wait.ts";
import { sign } from "../../sandbox/klaviyo/signature.ts";
import type { KlaviyoEvent } from "../../sandbox/klaviyo/state.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { PATIENCE } from "../patience.ts";
import type { FaultyCarrier, SignedWebhook } from "./carrier.ts";
import { watchKeptEvents } from "./kept-events.ts";

/** Now and then what happens is listed that much later. */
const LATE_MS = 2500;
const LATE = 0.15;
/** Klaviyo knows no replies by an id, so that what it took without an answer is what may go wrong. */
const DROPPED = 0.1;
/** Some replies take so long that they are asked for before any event tells of their delivery. */
const SLOW_MS = 6000;
const SLOW = 0.5;

const TELLS_OF_TEXTS =
  /^(Sent|Received|Failed to Deliver|Received Automated Response|Subscribed to|Unsubscribed from) SMS/;

interface Texted {
  event: KlaviyoEvent;
  at: number;
}

/** Klaviyo: whatever becomes of its webhooks, what it knows can be read, so every text is owed. */
export function klaviyoCarrier(
  { klaviyo, world }: Sandbox,
  databaseFile: string,
  random: () => number,
): FaultyCarrier {
  const { state } = klaviyo;
  const [webhook] = state.webhooks.values();
  const kept = watchKeptEvents(databaseFile);
  const keptAt = (eventId: string) => kept.at(idAtKlaviyo(state.account.id, eventId));
  const texts = new Map<string, Texted>();
  const seeded = new Set(state.events);

  /** Events are listed by the second they happened in: one of an earlier second comes first, if it can be seen. */
  const isListedBefore = ({ event }: Texted, other: Texted) =>
    event.visibleAt.getTime() <= other.at && event.at < other.event.at;

  return {
    beginFaults: () => klaviyo.setFaults({ dropAfterWork: DROPPED }),
    text(from, body) {
      state.settings.deliveryMs = random() < SLOW ? SLOW_MS : 200;
      // Where webhooks are, reading is for what they lost: too late would be too late for this run.
      if (!webhook) state.settings.eventsLateMs = random() < LATE ? LATE_MS : 0;
      const at = Date.now();
      const { id } = klaviyo.text({ from, to: world.smsNumber, body });
      const event = state.events.findLast(({ uniqueId }) => uniqueId === id);
      if (!event) throw new Error("Klaviyo has no event of a text.");
      texts.set(event.id, { event, at });
      return event.id;
    },
    wasTaken: (id) => eventually(() => keptAt(id) !== null, PATIENCE).catch(() => false),
    isOwed: () => true,
    isAllTold: () =>
      state.events.every(
        (event) => !TELLS_OF_TEXTS.test(event.metric.name) || seeded.has(event) || keptAt(event.id) !== null,
      ),
    precedes(one, other) {
      const [first, second] = [texts.get(one), texts.get(other)];
      if (!first || !second || first.at > second.at) return false;
      const since = keptAt(one);
      return (since !== null && since < second.at) || (!webhook && isListedBefore(first, second));
    },
    answerInInbox: (to, body) => void klaviyo.send({ kind: "inbox", to, body }),
    repliesTo: (phone) =>
      klaviyo.textsTo(phone).flatMap(({ kind, body }) => (kind === "reply" ? [body] : [])),
    smallDelivery: webhook ? () => agreement(webhook, state.account.id, random) : null,
    stop: kept.stop,
  };
}

type Webhook = Sandbox["klaviyo"]["state"]["webhooks"] extends Map<string, infer One> ? One : never;

const MOST_AT_ONCE = 3;

/** Some people of whom we know nothing agree to texts. */
function agreement(
  { endpointUrl, secret, deliveryId }: Webhook,
  klaviyoAccountId: string,
  random: () => number,
): SignedWebhook {
  const now = new Date();
  const data = Array.from({ length: 1 + Math.floor(random() * MOST_AT_ONCE) }, () => ({
    topic: "event:klaviyo.subscribed_to_sms_marketing",
    payload: {
      data: {
        type: "event",
        id: randomUUID(),
        attributes: { datetime: now.toISOString(), event_properties: { Method: "form" } },
        relationships: { profile: { data: { type: "profile", id: randomUUID() } } },
      },
    },
  }));
  const body = JSON.stringify({
    data,
    meta: { klaviyo_webhook_id: deliveryId, klaviyo_account_id: klaviyoAccountId },
  });
  const headers = {
    "content-type": "application/json",
    "klaviyo-signature": sign(secret, body, now.toUTCString()),
    "klaviyo-timestamp": now.toUTCString(),
    "klaviyo-webhook-id": deliveryId,
  };
  return { url: endpointUrl, headers, body };
}
