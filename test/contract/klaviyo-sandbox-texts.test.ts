import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen } from "../sandbox/kit/listen.ts";
import { sign } from "../sandbox/klaviyo/signature.ts";
import { answerTo, consentJob, customerAt, startKlaviyo, webhook } from "./klaviyo-caller.ts";

const HOUR_MS = 3_600_000;

let started: Awaited<ReturnType<typeof startKlaviyo>>;
beforeEach(async () => {
  started = await startKlaviyo();
});
afterEach(() => started.close());

const profileOf = (mailbox: string) => customerAt(started.call, mailbox);

/** A webhook receiver that answers with the statuses given, then 200. */
async function receive(...statuses: number[]) {
  const deliveries: { body: string; headers: Record<string, string> }[] = [];
  const app = new Hono();
  app.post("/klaviyo", async (c) => {
    deliveries.push({ body: await c.req.text(), headers: c.req.header() });
    return c.body(null, (statuses.shift() ?? 200) as 200);
  });
  const { origin, close } = await listen(app);
  return { deliveries, url: `${origin}/klaviyo`, close };
}

const texted = async (body: string, name = "maren.voss") => {
  const { klaviyo } = started;
  const from = (await profileOf(name)).attributes.phone_number;
  klaviyo.text({ from, to: klaviyo.state.account.smsNumbers[0]!, body });
  return from;
};
const metricsOf = async (name = "maren.voss") => {
  const { id } = await profileOf(name);
  const { all, included } = await started.call(
    "GET",
    `/api/events?filter=equals(profile_id,"${id}"),greater-or-equal(datetime,2026-11-18T11:59:00Z)&include=metric&sort=datetime`,
  );
  const names = new Map(included.map(({ id, attributes }) => [id, attributes.name]));
  return all.map(({ relationships }) => names.get(relationships.metric.data.id));
};
const answer = async (body: string, name = "maren.voss") => {
  const { id } = await profileOf(name);
  const conversation = (await started.call("GET", `/api/profiles/${id}/conversations`)).one;
  const { status } = await started.call(
    "POST",
    "/api/conversation-messages",
    answerTo(conversation.id, body),
  );
  await started.klaviyo.idle();
  return status;
};

test("the signature is the one of the published vector", () => {
  const body =
    '{"data":[{"external_id":"4L3cwQae2TX","topic":"event:klaviyo.sent_sms"}],"meta":{"klaviyo_webhook_id":"a8b890458b4bbfaa26d961471b83c101d6de23bd826e7e5173a15310985ec3cb"}}';
  expect(sign("klaviyo-test-secret", body, "Thu, 04 Jan 2024 18:05:25 GMT")).toBe(
    "5aa0e720d80b3a04ca04baf3c65cdfe31da57504af69fee8da29c35d45f0596b",
  );
});

test("a customer's text is a signed event:klaviyo.sent_sms, tried again until it is taken", async () => {
  const receiver = await receive(500);
  await started.call("POST", "/api/webhooks", webhook(receiver.url, ["event:klaviyo.sent_sms"]));
  const from = await texted("Does the coat come in blue?");
  await started.klaviyo.idle();
  await receiver.close();
  expect(receiver.deliveries).toHaveLength(2);
  const { body, headers } = receiver.deliveries[1]!;
  const { data, meta } = JSON.parse(body);
  expect(headers["klaviyo-signature"]).toBe(
    sign("sandbox-klaviyo-webhook-secret", body, headers["klaviyo-timestamp"]!),
  );
  expect(headers["klaviyo-webhook-id"]).toBe(meta.klaviyo_webhook_id);
  expect(data).toHaveLength(1);
  expect(data[0].topic).toBe("event:klaviyo.sent_sms");
  expect(data[0].external_id).toBe(data[0].payload.data.id);
  expect(data[0].payload.data.attributes.event_properties).toMatchObject({
    "Message Body": "Does the coat come in blue?",
    "From Number": from,
    "To Number": started.klaviyo.state.account.smsNumbers[0],
  });
});

test("an answer is refused until Klaviyo enables it, then delivered", async () => {
  await texted("Hello");
  expect(await answer("Hi")).toBe(403);
  await fetch(`${started.origin}/_sandbox/settings`, { method: "PUT", body: '{"conversations":true}' });
  expect(await answer("Hi")).toBe(202);
  expect(await metricsOf()).toEqual(["Sent SMS", "Relayed SMS", "Received SMS"]);
  expect(started.klaviyo.state.messages.at(-1)).toMatchObject({ body: "Hi", status: "delivered" });
});

test("an answer to someone who opted out is accepted, and fails", async () => {
  started.klaviyo.state.settings.conversations = true;
  await texted("Hello", "claire.fontaine");
  expect(await answer("Hi", "claire.fontaine")).toBe(202);
  expect(await metricsOf("claire.fontaine")).toEqual(["Sent SMS", "Relayed SMS", "Failed to Deliver SMS"]);
});

test("a stop word anywhere opts out, unless only the whole text counts", async () => {
  const smsConsent = async () =>
    (await profileOf("maren.voss")).attributes.subscriptions.sms.marketing.consent;
  started.klaviyo.state.settings.optOutMatching = "exact";
  await texted("I want to cancel my order");
  expect(await smsConsent()).toBe("SUBSCRIBED");
  started.klaviyo.state.settings.optOutMatching = "contains";
  await texted("I want to cancel my order");
  expect(await smsConsent()).toBe("UNSUBSCRIBED");
  await texted("start");
  expect(await smsConsent()).toBe("SUBSCRIBED");
});

test("consent jobs change consent, and say so once", async () => {
  const phone = (await profileOf("maren.voss")).attributes.phone_number;
  const job = consentJob("delete", phone, "UNSUBSCRIBED");
  await started.call("POST", "/api/profile-subscription-bulk-delete-jobs", job);
  await started.call("POST", "/api/profile-subscription-bulk-delete-jobs", job);
  const { sms } = (await profileOf("maren.voss")).attributes.subscriptions;
  expect(sms.transactional.can_receive_sms_transactional).toBe(false);
  expect(await metricsOf()).toEqual(["Unsubscribed from SMS Marketing"]);
});

test("a webhook that fails for 48 hours is switched off", async () => {
  const { call, clock, klaviyo } = started;
  const receiver = await receive();
  await receiver.close();
  const { id } = (await call("POST", "/api/webhooks", webhook(receiver.url, ["event:klaviyo.sent_sms"]))).one;
  const enabled = async () => (await call("GET", `/api/webhooks/${id}`)).one.attributes.enabled;
  await texted("Anyone there?");
  await expect.poll(() => klaviyo.webhooks.attempts.length).toBeGreaterThan(0);
  expect(await enabled()).toBe(true);
  clock.now = new Date(clock.now.getTime() + 49 * HOUR_MS);
  expect(await enabled()).toBe(false);
});
