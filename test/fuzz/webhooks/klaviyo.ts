import { textMetrics, topicOf } from "@sidethread/server/vendors/klaviyo/text-metrics";
import fc from "fast-check";
import { json } from "../json.ts";
import { jsonMutations, mutateJson } from "../mutate-json.ts";
import { longString, nastyString } from "../nasty.ts";
import { world } from "../world.ts";
import type { Draft } from "./draft.ts";

const phone = fc.oneof(
  fc.constantFrom(...world.customers, ...world.numbers),
  fc.integer({ min: 1_000_000, max: 9_999_999 }).map((digits) => `+4915${digits}99`),
);

const properties = fc.record(
  {
    "From Number": phone,
    "To Number": phone,
    "Message Body": fc.oneof(fc.constant(world.replyText), fc.string({ unit: "grapheme" }), nastyString),
    "Segment Count": fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constant("2")),
    "Message Type": fc.constantFrom("campaign", "flow", "conversation"),
    "Campaign Name": fc.string(),
    $flow: fc.string(),
    "Failure Type": fc.constantFrom("Unsubscribed", "landline", "window expired", "?"),
    "Media URLs": fc.array(
      fc.constantFrom(
        "https://cdn.example/a.jpg",
        "https://cdn.example/b",
        "https://cdn.example/b.constructor",
      ),
      {
        maxLength: 10,
      },
    ),
  },
  { requiredKeys: ["From Number", "To Number", "Message Body"] },
);

/** An answer in a conversation, which may be the echo of our reply. */
const answer = fc.record({
  "From Number": fc.constant(world.numbers[1]),
  "To Number": fc.constant(world.customers[1]),
  "Message Body": fc.oneof(fc.constant(world.replyText), longString),
});

const event = fc
  .record({
    id: fc.uuid(),
    topic: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...textMetrics.map(topicOf)) },
      { weight: 1, arbitrary: fc.constant("event:klaviyo.opened_email") },
    ),
    datetime: fc.constantFrom("2026-11-18T12:00:05+00:00", "2026-11-18T12:00:05.123Z", null),
    profile: fc.oneof(fc.constantFrom(...world.profiles), fc.uuid()),
    properties: fc.oneof({ weight: 5, arbitrary: properties }, { weight: 1, arbitrary: answer }),
  })
  .map(({ id, topic, datetime, profile, properties: event_properties }) => ({
    external_id: id,
    topic,
    payload: {
      data: {
        type: "event",
        id,
        attributes: { datetime, event_properties, timestamp: 1_800_000_000, uuid: id },
        relationships: {
          profile: { data: { type: "profile", id: profile } },
          metric: { data: { type: "metric", id: "METRIC" } },
        },
      },
    },
  }));

type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

/** Some events told again and again, each with an id of its own, as many as Klaviyo tells of at once. */
const repeated = (events: Event[], times: number): Event[] =>
  Array.from({ length: times }, (_, turn) =>
    events.map(({ payload: { data }, ...one }) => ({
      ...one,
      payload: { data: { ...data, id: `${data.id}-${turn}` } },
    })),
  ).flat();

const delivery = fc
  .tuple(
    fc.array(event, { maxLength: 4 }),
    fc.oneof(
      { weight: 200, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 250 }) },
    ),
  )
  .map(([events, times]) => ({
    data: repeated(events, times),
    meta: {
      klaviyo_webhook_id: world.klaviyoWebhookId,
      klaviyo_account_id: "ABC123",
      timestamp: "2026-11-18T12:00:05.000Z",
      version: "1.0",
    },
  }));

const webhookId = fc.oneof(
  { weight: 12, arbitrary: fc.constant<string>(world.klaviyoWebhookId) },
  { weight: 1, arbitrary: fc.constantFrom("", "another", "__proto__") },
);

export const klaviyoWebhook: fc.Arbitrary<Draft> = fc
  .tuple(delivery, jsonMutations, webhookId)
  .map(([told, mutations, id]) => ({
    vendor: "klaviyo",
    path: "",
    headers: { "content-type": "application/json", "klaviyo-webhook-id": id },
    body: mutateJson(json(told), mutations),
  }));
