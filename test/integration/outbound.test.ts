import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { openScene } from "./kit/scene.ts";

const reply = (body: string, isPublic = true) => ({ comment: { body, public: isPublic } });

describe("an agent's answer", () => {
  it("goes out from the number that the customer texted", async () => {
    const scene = await openScene();
    const { world } = scene.sandbox;
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, reply("It does, from Monday."));
    await scene.quiet();
    expect(scene.sms()).toMatchObject([
      {
        from: world.smsNumber,
        to: scene.customer("maren-voss").phone,
        body: "It does, from Monday.",
        status: "delivered",
      },
    ]);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("is never an internal note, nor a comment on an e-mail's ticket", async () => {
    const scene = await openScene();
    const { email } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    await scene.quiet();
    const mail = await scene.openEmailTicket(email, "The same by e-mail");
    await scene.agent.updateTicket(ticket.id, reply("Careful, she is angry", false));
    await scene.agent.updateTicket(mail, reply("An answer by e-mail"));
    await scene.agent.updateTicket(ticket.id, { status: "pending" });
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
  });

  it("several go out in order, each once, though webhooks come twice", async () => {
    const scene = await openScene();
    scene.sandbox.zendesk.setFaults({ webhookTwice: 1 });
    const ticket = await scene.begin();
    const bodies = ["One", "Two", "Two", "Three"];
    for (const body of bodies) {
      await scene.agent.updateTicket(ticket.id, reply(body));
      await scene.sandbox.zendesk.webhooks.idle();
    }
    await scene.quiet();
    expect(scene.sms().map(({ body }) => body)).toEqual(bodies);
  });

  it("right after the ticket was made, before we have written down that we made it", async () => {
    const scene = await openScene();
    const { zendesk } = scene.sandbox;
    zendesk.events.once("ticket", (id) => void scene.agent.updateTicket(id, reply("That was quick")));
    await scene.begin();
    await eventually(() => scene.sms().some(({ body }) => body === "That was quick"));
    await scene.quiet();
    expect(scene.sms()).toHaveLength(1);
  });

  it("before we have written down what Klaviyo says of who texted", async () => {
    const scene = await openScene();
    const { zendesk } = scene.sandbox;
    zendesk.setFaults({ answerLateMs: 400 });
    zendesk.events.once("ticket", (id) => void scene.agent.updateTicket(id, reply("That was quicker")));
    await scene.begin();
    zendesk.setFaults(noFaults());
    await eventually(() => scene.sms().some(({ body }) => body === "That was quicker"), { timeout: 10_000 });
    await scene.quiet();
    expect(scene.sms()).toHaveLength(1);
  });

  it("is not sent to somebody who opted out after it was written", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    await scene.quiet();
    scene.sandbox.twilio.setFaults({ tooManyRequests: 1 });
    await scene.agent.updateTicket(ticket.id, reply("It does."));
    await eventually(() => scene.refusedByTwilio(429) > 0);
    scene.text(phone, "STOP");
    await scene.sandbox.twilio.webhooks.idle();
    scene.sandbox.twilio.setFaults({ tooManyRequests: 0 });
    await eventually(() => scene.notes(ticket.id).length > 0, { timeout: 12_000 });
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringMatching(/^Not sent as a text: .*opted out/)]);
  });

  it("of nothing that can be seen is not sent", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, reply("\u200b\u2060"));
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("it has no text")]);
  });

  it("is announced by the sidebar: from which number, to whom, with what", async () => {
    const scene = await openScene({ withApp: true });
    const ticket = await scene.begin();
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 1);
    expect(thread.reply).toMatchObject({
      possible: true,
      channel: "sms",
      from: scene.sandbox.world.smsNumber,
      to: scene.customer("maren-voss").phone,
      until: null,
      customerEmails: [scene.customer("maren-voss").email],
      pictures: { most: 10 },
    });
  });

  it.each([
    ["1,600 characters", "ä".repeat(1600), 1],
    ["1,601 characters", "ä".repeat(1601), 0],
  ])("of %s", async (_, body, sent) => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, reply(body));
    await scene.quiet();
    expect(scene.sms()).toHaveLength(sent);
    const note = expect.stringMatching(/^Not sent as a text: it is longer than 1,600 characters/);
    expect(scene.notes(ticket.id)).toEqual(sent ? [] : [note]);
  });

  it("to themselves is not sent: the agent is the ticket's requester", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.zendeskApi("PUT", `/tickets/${ticket.id}`, { ticket: { requester_id: scene.agent.user.id } });
    await scene.agent.updateTicket(ticket.id, reply("Do I get this?"));
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("customer of this ticket wrote it")]);
    scene.text(scene.customer("maren-voss").phone, "Hello?");
    await scene.quiet();
    expect(scene.said(ticket.id)).toHaveLength(3);
    expect(scene.notes(ticket.id)).toHaveLength(1);
  });

  it("to somebody with the agent's own e-mail is not sent", async () => {
    const scene = await openScene();
    const { email } = scene.customer("maren-voss");
    scene.describeAtKlaviyo(email, { email: scene.agent.user.email?.toUpperCase() ?? "" });
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, reply("Do I get this?"));
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("customer of this ticket wrote it")]);
  });

  it("on a follow-up goes out too", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { status: "closed" });
    scene.text(scene.customer("maren-voss").phone, "One more thing");
    const next = await scene.ticketWith("One more thing");
    await scene.agent.updateTicket(next.id, reply("Yes?"));
    await scene.quiet();
    expect(scene.sms().map(({ body }) => body)).toEqual(["Yes?"]);
  });

  it("waits while the carrier is out of order", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.quiet();
    scene.sandbox.twilio.setFaults({ serverError: 1 });
    await scene.agent.updateTicket(ticket.id, reply("Later"));
    await eventually(() => scene.refusedByTwilio(500) > 0);
    scene.sandbox.twilio.setFaults({ serverError: 0 });
    await eventually(() => scene.sms().length > 0, { timeout: 12_000 });
    await scene.quiet();
    expect(scene.sms().map(({ body }) => body)).toEqual(["Later"]);
    expect(scene.notes(ticket.id)).toEqual([]);
  });
});
