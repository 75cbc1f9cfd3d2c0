import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { openKlaviyoScene } from "./kit/klaviyo-scene.ts";
import { openScene } from "./kit/scene.ts";

const LATER = { timeout: 15_000 };

describe.each([
  ["by webhook", { webhooks: true }],
  ["by polling", { webhooks: false }],
])("what others send a customer, told %s,", { timeout: 40_000 }, (_, settings) => {
  it("is in the thread, and noted on the open ticket, once", async () => {
    const scene = await openKlaviyoScene(settings, { withApp: true });
    const { klaviyo, phone: to } = scene;
    klaviyo.setFaults({ webhookTwice: 1 });
    scene.write("Any news?");
    const ticket = await scene.ticketWith("Any news?");
    await scene.quiet();
    klaviyo.send({ kind: "campaign", name: "Autumn sale", to, body: "Coats are 20 % off" });
    await eventually(() => scene.notes(ticket.id).length === 1, LATER);
    klaviyo.send({ kind: "flow", name: "Welcome", to, body: "Nice to have you" });
    await eventually(() => scene.notes(ticket.id).length === 2, LATER);
    klaviyo.send({ kind: "inbox", to, body: "This is Kim, from the inbox" });
    await eventually(() => scene.notes(ticket.id).length === 3, LATER);
    klaviyo.send({ kind: "automatic", to, body: "We are closed" });
    await eventually(() => scene.notes(ticket.id).length === 4, LATER);
    await scene.quiet();
    expect(scene.notes(ticket.id)).toEqual([
      "Campaign “Autumn sale” was texted to the customer:\n\n“Coats are 20 % off”",
      "Flow “Welcome, text 1” was texted to the customer:\n\n“Nice to have you”",
      "A reply from Klaviyo's inbox was texted to the customer:\n\n“This is Kim, from the inbox”",
      "An automatic answer was texted to the customer:\n\n“We are closed”",
    ]);
    const messages = await scene.thread(ticket.id, (states) => states.length === 5);
    expect(messages.map(({ origin, title, text }) => [origin, title, text])).toEqual([
      ["customer", null, "Any news?"],
      ["campaign", "Autumn sale", "Coats are 20 % off"],
      ["flow", "Welcome, text 1", "Nice to have you"],
      ["inbox", null, "This is Kim, from the inbox"],
      ["automatic", null, "We are closed"],
    ]);
    expect(scene.said(ticket.id)).toEqual(["Any news?"]);
  });
});

describe("what others send a customer", { timeout: 40_000 }, () => {
  it("is on no closed ticket, and opens none", async () => {
    const scene = await openKlaviyoScene({}, { withApp: true });
    const { klaviyo, phone: to } = scene;
    scene.write("Thanks");
    const ticket = await scene.ticketWith("Thanks");
    await scene.agent.updateTicket(ticket.id, { status: "closed" });
    await scene.quiet();
    klaviyo.send({ kind: "campaign", name: "Autumn sale", to, body: "Coats are 20 % off" });
    await scene.thread(ticket.id, (states) => states.length === 2);
    const stranger = scene.customer("lucia-navarro").phone;
    klaviyo.send({ kind: "automatic", to: stranger, body: "We are closed" });
    await scene.quiet();
    expect(scene.notes(ticket.id)).toEqual([]);
    expect(scene.textTickets()).toHaveLength(1);
  });

  it("is never one of our own answers, whatever Klaviyo makes of its links and name", async () => {
    const changed = { shortenLinks: true, namePrefix: true };
    const scene = await openKlaviyoScene(changed, { withApp: true });
    scene.write("Which one?");
    const ticket = await scene.ticketWith("Which one?");
    await scene.reply(ticket.id, "This one: https://moorlicht.example/coats/blue. Or the other.");
    const messages = await scene.thread(ticket.id, (states) => states.includes("delivered"));
    await scene.quiet();
    expect(messages).toHaveLength(2);
    expect(messages[1]).toMatchObject({ origin: "agent", state: "delivered" });
    expect(scene.got()).toEqual([
      expect.stringMatching(/^\S.*: This one: https:\/\/klv3.io\/\S+ Or the other\.$/),
    ]);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("before the customer ever wrote is in the thread of their first ticket", async () => {
    const scene = await openKlaviyoScene({}, { withApp: true });
    scene.klaviyo.send({ kind: "campaign", name: "Autumn sale", to: scene.phone, body: "20 % off" });
    await scene.klaviyo.idle();
    await scene.quiet();
    expect(scene.textTickets()).toEqual([]);
    scene.write("Also on boots?");
    const ticket = await scene.ticketWith("Also on boots?");
    const messages = await scene.thread(ticket.id, (states) => states.length === 2);
    expect(messages.map(({ origin }) => origin)).toEqual(["campaign", "customer"]);
  });

  it("leaves a conversation with the carrier that it goes through", async () => {
    const scene = await openScene();
    const { klaviyo } = scene.sandbox;
    const ticket = await scene.begin();
    const { phone: to } = scene.customer("maren-voss");
    klaviyo.send({ kind: "campaign", name: "Autumn sale", to, body: "Coats are 20 % off" });
    await eventually(() => scene.notes(ticket.id).length === 1, LATER);
    await scene.agent.updateTicket(ticket.id, { comment: { body: "It does.", public: true } });
    await eventually(() => scene.sms().some(({ body }) => body === "It does."), LATER);
    expect(klaviyo.textsTo(to).map(({ body }) => body)).not.toContain("It does.");
  });
});
