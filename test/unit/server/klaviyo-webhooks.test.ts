import { verifyKlaviyoSignature } from "@sidethread/server/vendors/klaviyo/signature";
import { textMetrics, topicOf } from "@sidethread/server/vendors/klaviyo/text-metrics";
import { parseKlaviyoDelivery } from "@sidethread/server/vendors/klaviyo/webhooks";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const vector = {
  secret: "klaviyo-test-secret",
  time: "Thu, 04 Jan 2024 18:05:25 GMT",
  body: '{"data":[{"external_id":"4L3cwQae2TX","topic":"event:klaviyo.sent_sms"}],"meta":{"klaviyo_webhook_id":"a8b890458b4bbfaa26d961471b83c101d6de23bd826e7e5173a15310985ec3cb"}}',
  signature: "5aa0e720d80b3a04ca04baf3c65cdfe31da57504af69fee8da29c35d45f0596b",
};

describe("the signature", () => {
  test("is the vector's, for no other secret, time, body or signature", () => {
    const { secret, time, body, signature } = vector;
    expect(verifyKlaviyoSignature(secret, time, body, signature)).toBe(true);
    expect(verifyKlaviyoSignature(`${secret}x`, time, body, signature)).toBe(false);
    expect(verifyKlaviyoSignature(secret, time.replace("25", "26"), body, signature)).toBe(false);
    expect(verifyKlaviyoSignature(secret, time, `${body} `, signature)).toBe(false);
    expect(verifyKlaviyoSignature(secret, time, body, signature.slice(2))).toBe(false);
  });

  test("made up never passes, and never makes the verifier throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (body, signature) => {
        expect(verifyKlaviyoSignature("a secret of ours", vector.time, body, signature)).toBe(false);
      }),
    );
  });
});

const sent = (id: string, topic: string, properties: object, more: object = {}) => ({
  external_id: id,
  topic,
  payload: {
    data: {
      type: "event",
      id,
      attributes: { datetime: "2026-11-18T12:00:05+00:00", event_properties: properties },
      relationships: { profile: { data: { type: "profile", id: "01PROFILE" } } },
      ...more,
    },
  },
});
const parse = (...data: object[]) =>
  parseKlaviyoDelivery(JSON.stringify({ data, meta: { klaviyo_webhook_id: "hook" } }));
const described = (topic: string, properties: object) =>
  parse(sent("e1", `event:klaviyo.${topic}`, properties))?.events[0];

describe("a delivery", () => {
  test("tells of texts in plain, and leaves out what is none", () => {
    const text = { "Message Body": "Hello", "From Number": "+4915112345678", "To Number": "+49301234567" };
    const told = parse(
      sent("e1", "event:klaviyo.sent_sms", text),
      sent("e2", "event:klaviyo.opened_email", {}),
      sent("e3", "event:api.sent_sms", text),
    );
    expect(told).toEqual({
      webhookId: "hook",
      events: [
        {
          id: "e1",
          kind: "text",
          channel: "sms",
          profileId: "01PROFILE",
          at: new Date("2026-11-18T12:00:05Z"),
          from: "+4915112345678",
          to: "+49301234567",
          text: "Hello",
          pictures: [],
          sentBy: null,
          segments: null,
          failure: null,
        },
      ],
    });
  });

  test("of 1,000 events is read whole", () => {
    const events = Array.from({ length: 1000 }, (_, index) =>
      sent(`e${index}`, "event:klaviyo.received_sms", {}),
    );
    expect(parse(...events)?.events).toHaveLength(1000);
  });

  test("with one event that is none holds up no other", () => {
    const told = parse(
      { external_id: "e1", topic: "event:klaviyo.sent_sms", payload: { data: null } },
      sent("e2", "event:klaviyo.sent_sms", { body: "Here" }),
    );
    expect(told?.events.map(({ id }) => id)).toEqual(["e2"]);
  });

  test.each(["", "{", "[]", '{"data":[]}', '{"data":{},"meta":{"klaviyo_webhook_id":"x"}}'])(
    "is not %j",
    (body) => {
      expect(parseKlaviyoDelivery(body)).toBeNull();
    },
  );

  test("that is anything at all never makes the reader throw", () => {
    const topics = fc.constantFrom(...textMetrics.map(topicOf));
    fc.assert(
      fc.property(fc.array(fc.tuple(topics, fc.jsonValue())), (events) => {
        const data = events.map(([topic, payload]) => ({ topic, payload }));
        expect(parse(...data)?.webhookId).toBe("hook");
      }),
    );
  });
});

describe("the properties of an event", () => {
  test.each([
    ["message_body", { message_body: "Hi" }],
    ["Body", { Body: "Hi" }],
    ["text", { text: "Hi" }],
  ])("have the words as %s", (_, properties) => {
    expect(described("sent_sms", properties)?.text).toBe("Hi");
  });

  test.each([
    ["an absent body", {}],
    ["a body that is no text", { "Message Body": { html: "<b>Hi</b>" } }],
    ["the message's id alone", { $message: "01MESSAGE" }],
  ])("have no words in %s", (_, properties) => {
    expect(described("sent_sms", properties)?.text).toBe("");
  });

  test("have WhatsApp's numbers as numbers", () => {
    expect(described("sent_whatsapp", { from: "whatsapp:+4915112345678" })).toMatchObject({
      channel: "whatsapp",
      from: "+4915112345678",
      to: null,
    });
  });

  test.each([
    [
      { "Campaign Name": "Autumn sale", "Message Name": "A" },
      { origin: "campaign", title: "Autumn sale" },
    ],
    [
      { "Message Type": "campaign", "Message Name": "A" },
      { origin: "campaign", title: "A" },
    ],
    [
      { $flow: "Xy12", "Message Name": "Welcome" },
      { origin: "flow", title: "Welcome" },
    ],
    [{ "Message Type": "Flow" }, { origin: "flow", title: null }],
    [{ $message: "01MESSAGE" }, null],
  ])("%j: who sent it", (properties, sentBy) => {
    expect(described("received_sms", properties)?.sentBy).toEqual(sentBy);
  });

  test.each([
    ["Media URLs", ["https://cdn.example.com/a.JPG?x=1"], "image/jpeg"],
    ["media_url", "https://cdn.example.com/a", "application/octet-stream"],
    ["Media", [{ url: "https://cdn.example.com/a", content_type: "image/png" }], "image/png"],
  ])("have pictures as %s", (name, value, contentType) => {
    expect(described("sent_sms", { [name]: value })?.pictures).toEqual([
      expect.objectContaining({ contentType }),
    ]);
  });

  test("have no picture where there is no address", () => {
    expect(described("sent_sms", { "Media URLs": ["", 7, null, {}] })?.pictures).toEqual([]);
  });
});
