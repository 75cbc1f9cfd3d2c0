import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { sign } from "../sandbox/klaviyo/signature.ts";
import { type Started, startKlaviyo, webhook } from "./klaviyo-caller.ts";
import { personAt } from "./klaviyo-person.ts";
import { receiveWebhooks } from "./klaviyo-receiver.ts";

const HOUR_MS = 3_600_000;
const SENT = "event:klaviyo.sent_sms";
const UNSUBSCRIBED = "event:klaviyo.unsubscribed_from_sms_marketing";

let started: Started;
beforeEach(async () => {
  started = await startKlaviyo();
});
afterEach(() => started.close());

/** A webhook for these topics, and what it receives. */
async function listenTo(topics: string[], ...statuses: number[]) {
  const receiver = await receiveWebhooks(...statuses);
  onTestFinished(() => receiver.close());
  const { id } = (await started.call("POST", "/api/webhooks", webhook(receiver.url, topics))).one;
  const told = () =>
    receiver.deliveries.map(({ data }) =>
      data.map(({ payload }) => payload.data.attributes.event_properties["Message Body"]),
    );
  return { id, deliveries: receiver.deliveries, told };
}

test("the signature is the one of the published vector", () => {
  const body =
    '{"data":[{"external_id":"4L3cwQae2TX","topic":"event:klaviyo.sent_sms"}],"meta":{"klaviyo_webhook_id":"a8b890458b4bbfaa26d961471b83c101d6de23bd826e7e5173a15310985ec3cb"}}';
  expect(sign("klaviyo-test-secret", body, "Thu, 04 Jan 2024 18:05:25 GMT")).toBe(
    "5aa0e720d80b3a04ca04baf3c65cdfe31da57504af69fee8da29c35d45f0596b",
  );
});

test("a customer's text is a signed event:klaviyo.sent_sms, the same that is listed", async () => {
  const { deliveries } = await listenTo([SENT]);
  const maren = await personAt(started);
  maren.text("Does the coat come in blue?");
  await started.klaviyo.idle();
  expect(deliveries).toHaveLength(1);
  const { raw, headers, meta, data } = deliveries[0]!;
  expect(headers["klaviyo-signature"]).toBe(
    sign("sandbox-klaviyo-webhook-secret", raw, headers["klaviyo-timestamp"]!),
  );
  expect(headers["klaviyo-webhook-id"]).toBe(meta.klaviyo_webhook_id);
  const [listed] = await maren.events();
  expect(data).toMatchObject([
    { topic: SENT, external_id: listed?.id, payload: { data: { id: listed?.id } } },
  ]);
  expect(data[0]?.payload.data.attributes.event_properties).toEqual(listed?.properties);
});

describe("who may have them", () => {
  test("accounts without them are refused everywhere, and hear nothing", async () => {
    const { id, deliveries } = await listenTo([SENT]);
    started.klaviyo.state.settings.webhooks = false;
    const hook = webhook("https://app.example/klaviyo", [SENT]);
    const refusals = [
      await started.call("POST", "/api/webhooks", hook),
      await started.call("GET", "/api/webhooks"),
      await started.call("DELETE", `/api/webhooks/${id}`),
      await started.call("GET", "/api/webhook-topics"),
    ];
    expect(refusals.map(({ status, error }) => [status, error.code])).toEqual(
      Array(4).fill([403, "permission_denied"]),
    );
    (await personAt(started)).text("Hello");
    await started.klaviyo.idle();
    expect(deliveries).toEqual([]);
  });

  test("an eleventh is refused", async () => {
    const create = () =>
      started.call("POST", "/api/webhooks", webhook("https://app.example/klaviyo", [SENT]));
    for (let made = 0; made < 10; made += 1) expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(400);
  });

  test("a new one hears of nothing until it has begun", async () => {
    started.klaviyo.state.settings.webhookStartMs = 180_000;
    const { told } = await listenTo([SENT]);
    const maren = await personAt(started);
    maren.text("Too early");
    started.clock.now = new Date(started.clock.now.getTime() + 180_000);
    maren.text("In time");
    await started.klaviyo.idle();
    expect(told()).toEqual([["In time"]]);
  });
});

describe("deliveries", () => {
  test("hold what happened together", async () => {
    const { deliveries } = await listenTo([SENT, UNSUBSCRIBED]);
    (await personAt(started)).text("STOP");
    await started.klaviyo.idle();
    expect(deliveries.map(({ data }) => data.map(({ topic }) => topic))).toEqual([[SENT, UNSUBSCRIBED]]);
  });

  test("hold a thousand events at most", async () => {
    started.klaviyo.state.settings.webhookBatchMs = 20;
    const { told } = await listenTo([SENT]);
    const maren = await personAt(started);
    for (let sent = 0; sent < 1001; sent += 1) maren.text("Hello");
    await started.klaviyo.idle();
    const sizes = told().map((bodies) => bodies.length);
    expect(new Set(sizes)).toEqual(new Set([1000, 1]));
    expect(sizes).toHaveLength(2);
  });

  test.each([500, 204])("are made again after %i", async (status) => {
    const { told } = await listenTo([SENT], status);
    (await personAt(started)).text("Hello");
    await started.klaviyo.idle();
    expect(told()).toEqual([["Hello"], ["Hello"]]);
  });

  test("come twice, or never, where that is switched on", async () => {
    const { told } = await listenTo([SENT]);
    const maren = await personAt(started);
    const { klaviyo } = started;
    klaviyo.setFaults({ webhookTwice: 1 });
    maren.text("Twice");
    await klaviyo.idle();
    klaviyo.setFaults({ webhookTwice: 0, webhookLost: 1 });
    maren.text("Never");
    await klaviyo.idle();
    expect(told()).toEqual([["Twice"], ["Twice"]]);
  });

  test("overtake each other, where that is switched on", async () => {
    const receiver = await receiveWebhooks();
    onTestFinished(() => receiver.close());
    for (const topic of [SENT, UNSUBSCRIBED]) {
      await started.call("POST", "/api/webhooks", webhook(receiver.url, [topic]));
    }
    started.klaviyo.setFaults({ webhookOutOfOrder: 1 });
    (await personAt(started)).text("STOP");
    await started.klaviyo.idle();
    const topics = receiver.deliveries.flatMap(({ data }) => data.map(({ topic }) => topic));
    expect(topics).toEqual([UNSUBSCRIBED, SENT]);
  });
});

test("one that fails for 48 hours is switched off, until it is switched on again", async () => {
  const { call, clock, klaviyo } = started;
  const dead = await receiveWebhooks();
  await dead.close();
  const { id } = (await call("POST", "/api/webhooks", webhook(dead.url, [SENT]))).one;
  const enabled = async () => (await call("GET", `/api/webhooks/${id}`)).one.attributes.enabled;
  const maren = await personAt(started);
  maren.text("Anyone there?");
  await expect.poll(() => klaviyo.webhooks.attempts.length).toBeGreaterThan(0);
  expect(await enabled()).toBe(true);
  clock.now = new Date(clock.now.getTime() + 49 * HOUR_MS);
  expect(await enabled()).toBe(false);

  const { url, deliveries, close } = await receiveWebhooks();
  onTestFinished(close);
  const change = (attributes: object) =>
    call("PATCH", `/api/webhooks/${id}`, { type: "webhook", id, attributes });
  await change({ endpoint_url: url });
  maren.text("While it is off");
  await change({ enabled: true });
  expect(await enabled()).toBe(true);
  maren.text("Once it is on");
  await expect.poll(() => deliveries.length).toBe(1);
  expect(deliveries[0]?.raw).toContain("Once it is on");
});
