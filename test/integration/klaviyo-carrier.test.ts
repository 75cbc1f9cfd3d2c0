import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { openKlaviyoScene } from "./kit/klaviyo-scene.ts";

const LATER = { timeout: 15_000 };

describe.each([
  ["by webhook", { webhooks: true }],
  ["by polling", { webhooks: false }],
])("Klaviyo as the only carrier, %s", { concurrent: true, timeout: 60_000 }, (_, settings) => {
  it("a text becomes a ticket, its answer a text, and the answer is delivered", async ({
    onTestFinished,
  }) => {
    const scene = await openKlaviyoScene(settings, { withApp: true }, onTestFinished);
    expect(scene.connected).toMatchObject({ webhooks: settings.webhooks, maySend: true });
    scene.write("Does the coat come in blue?");
    const ticket = await scene.ticketWith("Does the coat come in blue?");
    expect(ticket.tags).toContain("sms");
    await scene.reply(ticket.id, "It does, from Monday.");
    await scene.arrives("It does, from Monday.");
    const messages = await scene.thread(ticket.id, (states) => states.includes("delivered"));
    expect(messages).toMatchObject([
      { direction: "inbound", origin: "customer", text: "Does the coat come in blue?", state: "received" },
      { direction: "outbound", origin: "agent", text: "It does, from Monday.", state: "delivered" },
    ]);
    expect(scene.got()).toEqual(["It does, from Monday."]);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("several texts and answers come in order, each once", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene(settings, {}, onTestFinished);
    scene.klaviyo.setFaults({ webhookTwice: 1 });
    const asked = ["One", "Two", "Two", "Three"];
    for (const body of asked) scene.write(body);
    const ticket = await scene.ticketWith("Three");
    const answers = ["Yes", "Yes", "No", "Yes"];
    for (const body of answers) {
      await scene.reply(ticket.id, body);
      await scene.sandbox.zendesk.webhooks.idle();
    }
    await eventually(() => scene.got().length >= answers.length, LATER);
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual([...asked, ...answers]);
    expect(scene.got()).toEqual(answers);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("an answer that Klaviyo took without saying so goes out once", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene(settings, { withApp: true }, onTestFinished);
    scene.write("Is it warm?");
    const ticket = await scene.ticketWith("Is it warm?");
    await scene.reply(ticket.id, "One moment.");
    await scene.arrives("One moment.");
    await scene.quiet();
    // From here on Klaviyo's conversation is known, so that it is the answer itself whose outcome is lost.
    scene.klaviyo.setFaults({ dropAfterWork: 1 });
    await scene.reply(ticket.id, "Very.");
    await eventually(() => scene.posted().length === 2, LATER);
    scene.klaviyo.setFaults({ dropAfterWork: 0 });
    await scene.thread(ticket.id, (states) => states.filter((state) => state === "delivered").length === 2);
    await scene.quiet(20_000);
    expect(scene.got()).toEqual(["One moment.", "Very."]);
    expect(scene.posted()).toHaveLength(2);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("what did not arrive is told on the ticket", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene(settings, { withApp: true }, onTestFinished);
    scene.write("Hello?");
    const ticket = await scene.ticketWith("Hello?");
    scene.klaviyo.setFailure(scene.phone, "Device unreachable");
    await scene.reply(ticket.id, "Hello!");
    await eventually(() => scene.notes(ticket.id).length > 0, LATER);
    const messages = await scene.thread(ticket.id, (states) => states.includes("failed"));
    expect(messages.at(-1)).toMatchObject({ state: "failed", reason: "unreachable" });
    expect(scene.notes(ticket.id)).toEqual([expect.stringMatching(/^Not sent as a text: .*out of reach/)]);
  });

  it("a stop word withdraws consent, and no answer goes out", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene(settings, {}, onTestFinished);
    scene.write("Where is it?");
    const ticket = await scene.ticketWith("Where is it?");
    scene.write("STOP");
    await eventually(() => scene.got().some((body) => body.includes("unsubscribed")), LATER);
    await scene.quiet();
    const note = expect.stringContaining("opted out");
    await eventually(() => scene.notes(ticket.id).length > 0, LATER);
    await scene.reply(ticket.id, "On its way.");
    await eventually(() => scene.notes(ticket.id).length > 1, LATER);
    expect(scene.notes(ticket.id).at(-1)).toEqual(note);
    expect(scene.posted()).toEqual([]);
    expect(scene.got()).not.toContain("On its way.");
  });
});

describe("Klaviyo", { concurrent: true, timeout: 60_000 }, () => {
  it("without leave to send says so on the ticket, and no text goes out", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene({ conversations: false }, {}, onTestFinished);
    expect(scene.connected).toMatchObject({ maySend: false });
    scene.write("Anyone?");
    const ticket = await scene.ticketWith("Anyone?");
    await scene.reply(ticket.id, "Yes!");
    await eventually(() => scene.notes(ticket.id).length > 0, LATER);
    await scene.quiet();
    expect(scene.notes(ticket.id)).toEqual([expect.stringMatching(/^Not sent as a text/)]);
    expect(scene.got()).toEqual([]);
  });

  it("has its limit of three a second kept", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene({}, {}, onTestFinished);
    scene.write("Tell me all");
    const ticket = await scene.ticketWith("Tell me all");
    const answers = Array.from({ length: 8 }, (_, index) => `Answer ${index + 1}`);
    for (const body of answers) {
      await scene.reply(ticket.id, body);
      await scene.sandbox.zendesk.webhooks.idle();
    }
    await eventually(() => scene.got().length >= answers.length, LATER);
    await scene.quiet();
    expect(scene.got()).toEqual(answers);
    expect(scene.posted().filter(({ status }) => status === 429).length).toBeLessThan(2);
  });

  it("is told of by webhook and asked as well: nothing comes twice", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene({}, {}, onTestFinished);
    scene.klaviyo.setFaults({ webhookLateMs: 4_000 });
    scene.write("Polled first");
    const ticket = await scene.ticketWith("Polled first");
    await scene.klaviyo.idle();
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual(["Polled first"]);
    expect(scene.textTickets()).toHaveLength(1);
  });

  it("has what it could not tell asked of it: a webhook that was lost, a text during an outage", async ({
    onTestFinished,
  }) => {
    const scene = await openKlaviyoScene({}, {}, onTestFinished);
    scene.klaviyo.setFaults({ webhookLost: 1 });
    scene.write("Lost");
    await scene.ticketWith("Lost");
    await scene.system.stopServer();
    scene.write("While you were out");
    await scene.klaviyo.idle();
    await scene.system.restartServer();
    await scene.ticketWith("While you were out");
    expect(scene.textTickets()).toHaveLength(1);
  });

  it("shows some events late, behind others: none is missed", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene({ webhooks: false, eventsLateMs: 5_000 }, {}, onTestFinished);
    scene.write("Slow");
    scene.klaviyo.state.settings.eventsLateMs = 0;
    scene.write("Quick");
    await scene.ticketWith("Quick");
    await eventually(() => scene.said(scene.textTickets()[0]?.id ?? 0).includes("Slow"), LATER);
    expect(scene.textTickets()).toHaveLength(1);
  });

  it("carries WhatsApp on the same road", async ({ onTestFinished }) => {
    const scene = await openKlaviyoScene({}, { withApp: true }, onTestFinished);
    const { klaviyo, sandbox } = scene;
    const agreed = sandbox.world.customers.find(({ consent }) => consent.whatsapp === "SUBSCRIBED");
    const from = agreed?.phone ?? "";
    klaviyo.text({ from, to: sandbox.world.smsNumber, body: "By WhatsApp", channel: "whatsapp" });
    const ticket = await eventually(
      () => scene.textTickets().find(({ id }) => scene.said(id).includes("By WhatsApp")),
      { timeout: 20_000 },
    );
    expect(ticket.tags).toContain("whatsapp");
    await scene.reply(ticket.id, "Good choice");
    await scene.arrives("Good choice", from);
    await eventually(
      async () =>
        (await scene.agent.readSidebar(scene.system.serverOrigin, ticket.id)).thread.messages.some(
          ({ state, channel }) => state === "delivered" && channel === "whatsapp",
        ),
      { timeout: 20_000 },
    );
  });
});
