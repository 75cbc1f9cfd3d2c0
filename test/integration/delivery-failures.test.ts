import { describe, expect, it } from "vitest";
import { openScene } from "./kit/scene.ts";

const answer = { comment: { body: "It does.", public: true } };

describe("a text that the carrier does not deliver", () => {
  it.each([
    [21211, "not_sent", "the number does not exist"],
    [21408, "not_sent", "the carrier could not deliver it"],
    [21606, "not_sent", "the carrier could not deliver it"],
    [21608, "not_sent", "the carrier could not deliver it"],
    [21610, "not_sent", "the customer opted out of texts"],
    [21611, "not_sent", "the carrier could not deliver it"],
    [21612, "not_sent", "the carrier could not deliver it"],
    [21614, "not_sent", "the number can't receive texts"],
    [21617, "not_sent", "it is longer than 1,600 characters"],
    [30003, "failed", "the phone is switched off"],
    [30004, "failed", "the carrier blocked it"],
    [30005, "failed", "the number does not exist"],
    [30006, "failed", "the number can't receive texts"],
    [30007, "failed", "the carrier blocked it"],
    [30008, "failed", "the carrier could not deliver it"],
    [30034, "failed", "the carrier could not deliver it"],
  ])("%i: %s, and a note says that %s, once", async (code, state, words) => {
    const scene = await openScene({ withApp: code === 21211 || code === 30003 });
    scene.sandbox.twilio.setFaults({ webhookTwice: 1 });
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    scene.sandbox.twilio.setFailure(phone, code);
    await scene.agent.updateTicket(ticket.id, answer);
    await scene.quiet();
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining(`Not sent as a text: ${words}`)]);
    expect(scene.sms().filter(({ status }) => status === "delivered")).toEqual([]);
    if (scene.sandbox.apps.installations().length === 0) return;
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 2);
    expect(thread.messages[1]).toMatchObject({ direction: "outbound", state });
  });

  it("told of in any order, and again and again, ends where it ended", async () => {
    const scene = await openScene({ withApp: true });
    scene.sandbox.twilio.setFaults({ webhookTwice: 1, webhookOutOfOrder: 1 });
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, answer);
    scene.sandbox.twilio.setFailure(scene.customer("lucia-navarro").phone, 30003);
    const other = await scene.begin("lucia-navarro", "¿Dónde está?");
    await scene.agent.updateTicket(other.id, answer);
    await scene.quiet();
    for (const [{ id }, state] of [
      [ticket, "delivered"],
      [other, "failed"],
    ] as const) {
      const { thread } = await scene.sidebarOf(id, (shown) => shown.thread.messages.length === 2);
      expect(thread.messages[1]).toMatchObject({ state });
    }
    expect(scene.notes(ticket.id)).toEqual([]);
    expect(scene.notes(other.id)).toHaveLength(1);
  });

  it("21610 counts as the customer's own word: the next answer is not even tried", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    scene.sandbox.twilio.setFailure(phone, 21610);
    await scene.agent.updateTicket(ticket.id, answer);
    await scene.quiet();
    scene.sandbox.twilio.setFailure(phone, null);
    await scene.agent.updateTicket(ticket.id, answer);
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toHaveLength(2);
    scene.text(phone, "START");
    await scene.quiet();
    await scene.agent.updateTicket(ticket.id, answer);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ status: "delivered" }]);
  });

  it("a failure on a closed ticket has nowhere to be noted, and blocks nothing", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    scene.sandbox.twilio.setFailure(phone, 30003);
    scene.sandbox.zendesk.setFaults({ webhookLateMs: 300 });
    await scene.agent.updateTicket(ticket.id, answer);
    await scene.agent.updateTicket(ticket.id, { status: "closed" });
    await scene.quiet();
    scene.sandbox.twilio.setFailure(phone, null);
    scene.text(phone, "Hello?");
    await scene.ticketWith("Hello?");
    expect(scene.notes(ticket.id)).toEqual([]);
  });
});
