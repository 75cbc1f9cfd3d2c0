import { describe, expect, it } from "vitest";
import { sign } from "../sandbox/twilio/signature.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const HOUR_MS = 60 * 60_000;
const reply = { comment: { body: "It does.", public: true } };

const whatsapp = ({ sandbox }: Scene, from: string, body: string) =>
  sandbox.twilio.text({ from: `whatsapp:${from}`, to: `whatsapp:${sandbox.world.smsNumber}`, body });

/** What Klaviyo has of the customer's consent. */
function consentsOf({ customer, sandbox }: Scene) {
  const { email } = customer("maren-voss");
  const profiles = [...sandbox.klaviyo.state.profiles.values()];
  return profiles.find(({ attributes }) => attributes.email === email)?.consents;
}

/** A customer agrees to WhatsApp, at Klaviyo. */
function agree(scene: Scene): string {
  Object.assign(consentsOf(scene)?.["whatsapp.marketing"] ?? {}, { state: "SUBSCRIBED", at: new Date() });
  return scene.customer("maren-voss").phone;
}

/** A customer who agreed, and the ticket of their first message. */
async function begin(scene: Scene) {
  const phone = agree(scene);
  whatsapp(scene, phone, "Does the coat come in blue?");
  return { phone, ticket: await scene.ticketWith("Does the coat come in blue?") };
}

/** A text that Twilio's list has, told as one from the past. */
async function textFromThePast({ sandbox }: Scene, from: string, body: string, at: Date) {
  const { twilio, world } = sandbox;
  const number = [...twilio.state.numbers.values()].find((one) => one.phoneNumber === world.smsNumber);
  const url = number?.smsUrl.split("#")[0] ?? "";
  const params = {
    MessageSid: "SM0000000000000000000000000000a9ed",
    From: `whatsapp:${from}`,
    To: `whatsapp:${world.smsNumber}`,
    Body: body,
    DateCreated: at.toUTCString(),
  };
  const headers = { "x-twilio-signature": sign(twilio.credentials.authToken, url, params) };
  const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(params) });
  expect(answer.ok).toBe(true);
}

describe("WhatsApp", () => {
  it("is a ticket of its own with its tag, answered over WhatsApp, and told until when", async () => {
    const scene = await openScene({ withApp: true });
    const { ticket, phone } = await begin(scene);
    const sms = await scene.begin("maren-voss", "By SMS");
    expect(ticket.id).not.toBe(sms.id);
    expect(ticket).toMatchObject({ tags: ["whatsapp"], requester_id: sms.requester_id });
    const before = Date.now();
    await scene.agent.updateTicket(ticket.id, reply);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([
      { from: `whatsapp:${scene.sandbox.world.smsNumber}`, to: `whatsapp:${phone}`, status: "delivered" },
    ]);
    const shown = await scene.sidebarOf(ticket.id, ({ thread }) => thread.messages.length === 3);
    expect(shown.thread.messages.map(({ channel }) => channel)).toEqual(["whatsapp", "sms", "whatsapp"]);
    const { reply: terms } = shown.thread;
    expect(terms).toMatchObject({ possible: true, channel: "whatsapp", to: phone });
    const until = terms.possible ? Date.parse(terms.until ?? "") : 0;
    expect(Math.abs(until - before - 24 * HOUR_MS)).toBeLessThan(60_000);
    const onSms = await scene.sidebarOf(sms.id, ({ thread }) => thread.messages.length === 3);
    expect(onSms.thread.reply).toMatchObject({ possible: true, channel: "sms", until: null });
  });

  it("needs its own consent", async () => {
    const scene = await openScene();
    whatsapp(scene, scene.customer("lucia-navarro").phone, "Hola");
    await scene.quiet();
    expect(scene.textTickets()).toEqual([]);
  });

  it("STOP there says nothing of SMS", async () => {
    const scene = await openScene();
    const { phone, ticket } = await begin(scene);
    const sms = await scene.begin("maren-voss", "By SMS");
    whatsapp(scene, phone, "STOP");
    await scene.quiet();
    await scene.agent.updateTicket(ticket.id, reply);
    await scene.agent.updateTicket(sms.id, reply);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ to: phone }]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("opted out")]);
    const consents = consentsOf(scene);
    expect(consents?.["whatsapp.marketing"].state).toBe("UNSUBSCRIBED");
    expect(consents?.["sms.marketing"].state).toBe("SUBSCRIBED");
  });

  it("can't be answered a day after the last message, and can after the next", async () => {
    const scene = await openScene({ withApp: true });
    const phone = agree(scene);
    const wroteAt = new Date(Math.trunc((Date.now() - 25 * HOUR_MS) / 1000) * 1000);
    await textFromThePast(scene, phone, "Yesterday", wroteAt);
    const ticket = await scene.ticketWith("Yesterday");
    await scene.quiet();
    await scene.agent.updateTicket(ticket.id, reply);
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("WhatsApp takes answers for 24 hours")]);
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 2);
    const since = new Date(wroteAt.getTime() + 24 * HOUR_MS).toISOString();
    expect(thread.reply).toEqual({ possible: false, reason: "window_closed", since });
    expect(thread.messages[1]).toMatchObject({ state: "not_sent", reason: "window_closed" });
    whatsapp(scene, phone, "Are you there?");
    await scene.ticketWith("Are you there?");
    await scene.quiet();
    await scene.agent.updateTicket(ticket.id, reply);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ body: "It does.", status: "delivered" }]);
  });

  it("a window that Twilio sees closed is told like our own", async () => {
    const scene = await openScene();
    const { ticket } = await begin(scene);
    await scene.quiet();
    scene.sandbox.twilio.state.clockAheadMs = 25 * HOUR_MS;
    await scene.agent.updateTicket(ticket.id, reply);
    await scene.quiet();
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("WhatsApp takes answers for 24 hours")]);
  });
});
