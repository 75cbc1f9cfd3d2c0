import { afterEach, beforeEach, expect, test } from "vitest";
import { type Started, startKlaviyo } from "./klaviyo-caller.ts";
import { personAt } from "./klaviyo-person.ts";

const HOUR_MS = 3_600_000;
const whatsapp = { channel: "whatsapp" } as const;

let started: Started;
beforeEach(async () => {
  started = await startKlaviyo();
  started.klaviyo.state.settings.conversations = true;
});
afterEach(() => started.close());

const later = (ms: number) => {
  started.clock.now = new Date(started.clock.now.getTime() + ms);
};

test("a message opens a conversation of its own, and is answered there", async () => {
  const maren = await personAt(started);
  maren.text("Hello by SMS");
  maren.text("Hello by WhatsApp", whatsapp);
  const conversations = [...started.klaviyo.state.conversations.values()];
  expect(conversations.map(({ channel }) => channel)).toEqual(["sms", "whatsapp"]);
  expect(await maren.answer("Hi", "whatsapp")).toBe(202);
  expect(await maren.metrics()).toEqual(["Sent SMS", "Sent WhatsApp", "Received WhatsApp"]);
  const [, sent, received] = await maren.events();
  expect(sent?.properties).toMatchObject({
    "Message Body": "Hello by WhatsApp",
    "From Number": maren.phone,
    "Message Format": "WhatsApp",
  });
  expect(received?.properties).toMatchObject({ "Message Body": "Hi", "To Number": maren.phone });
});

test("its metrics come into being with the first message, and it has no webhook topics", async () => {
  const maren = await personAt(started);
  const names = async () =>
    (await started.call("GET", "/api/metrics")).all.map(({ attributes }) => attributes.name);
  expect(await names()).not.toContain("Sent WhatsApp");
  maren.text("Hello", whatsapp);
  expect(await names()).toContain("Sent WhatsApp");
  const topics = (await started.call("GET", "/api/webhook-topics")).all.map(({ id }) => id);
  expect(topics.filter((id) => id.includes("whatsapp"))).toEqual([]);
});

test("24 hours after the customer's last message, an answer fails", async () => {
  const maren = await personAt(started);
  const window = async () => (await maren.profile()).attributes.subscriptions.whatsapp.conversational;
  maren.text("Hello", whatsapp);
  later(10 * HOUR_MS);
  maren.text("Anyone there?", whatsapp);
  later(23 * HOUR_MS);
  expect(await window()).toMatchObject({ can_receive: true, valid_until: "2026-11-19T22:00:00+00:00" });
  await maren.answer("In time", "whatsapp");
  later(HOUR_MS);
  expect(await window()).toMatchObject({ can_receive: false });
  expect(await maren.answer("Too late", "whatsapp")).toBe(202);
  expect((await maren.events()).at(-1)).toMatchObject({
    metric: "Failed to Deliver WhatsApp",
    properties: { "Message Body": "Too late", "Failure Type": "Conversation window expired" },
  });
  const received = started.klaviyo.textsTo(maren.phone).filter(({ channel }) => channel === "whatsapp");
  expect(received.map(({ body }) => body)).toEqual(["In time"]);
});

test("whoever has texted STOP gets no answer, and keeps getting SMS", async () => {
  const maren = await personAt(started);
  maren.text("STOP", whatsapp);
  maren.text("By the way", whatsapp);
  await maren.answer("Hi", "whatsapp");
  expect((await maren.events()).at(-1)).toMatchObject({
    metric: "Failed to Deliver WhatsApp",
    properties: { "Failure Type": "Message blocked" },
  });
  expect((await maren.profile()).attributes.subscriptions.sms.marketing.consent).toBe("SUBSCRIBED");
});
