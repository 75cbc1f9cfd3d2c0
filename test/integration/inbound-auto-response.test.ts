import { describe, expect, it } from "vitest";
import { openScene, type Scene } from "./kit/scene.ts";

const answer = "Hi! Text START, then our team can help you here.";

/** Everything that we sent to a phone. */
const heardBy = (scene: Scene, phone: string) =>
  scene.sms().flatMap(({ to, body }) => (to === phone ? [body] : []));

describe("the automatic answer", () => {
  it("goes to people without consent, once a day; not to subscribers, keywords or those who opted out", async () => {
    const scene = await openScene();
    await scene.choose({ autoResponse: answer });
    const { phone: subscriber } = scene.customer("maren-voss");
    const { phone: leaver } = scene.customer("tom-whitfield");
    const stranger = "+4915799999999";
    await scene.textInTurn(stranger, "Who are you?", "Hello?", "Hello??");
    await scene.textInTurn(subscriber, "Where is my parcel?");
    await scene.textInTurn(leaver, "STOP", "Really");
    await scene.textInTurn("+4915799999998", "START");
    await scene.textInTurn("+4915799999997", "HELP");
    await scene.textInTurn("+4915799999996", "Automatische Antwort: ich bin im Urlaub");
    await scene.textInTurn("MOORLICHT", "Your parcel comes today");
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ to: stranger, body: answer, status: "delivered" }]);
    expect(scene.textTickets()).toHaveLength(2);
  });

  it("is nothing by default, and nothing where texts without consent open tickets", async () => {
    const scene = await openScene();
    scene.text("+4915799999999", "Who are you?");
    await scene.quiet();
    await scene.choose({ autoResponse: answer, ticketsWithoutConsent: true });
    scene.text("+4915799999998", "Who are you?");
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
  });

  it("is sent once, though the carrier's answer is lost and the webhook comes twice", async () => {
    const scene = await openScene();
    await scene.choose({ autoResponse: answer });
    scene.sandbox.twilio.setFaults({ dropAfterWork: 1, webhookTwice: 1 });
    scene.text("+4915799999999", "Who are you?");
    await scene.sandbox.twilio.idle();
    await expect.poll(() => heardBy(scene, "+4915799999999"), { timeout: 10_000 }).toEqual([answer]);
    scene.sandbox.twilio.setFaults({ dropAfterWork: 0 });
    await scene.quiet();
    expect(heardBy(scene, "+4915799999999")).toEqual([answer]);
  });

  it("is in the thread, and not on the ticket that follows", async () => {
    const scene = await openScene({ withApp: true });
    await scene.choose({ autoResponse: answer });
    const { phone } = scene.customer("jonas-albrecht");
    await scene.textInTurn(phone, "Hello?");
    await scene.quiet();
    await scene.textInTurn(phone, "START", "Where is my parcel?");
    const ticket = await scene.ticketWith("Where is my parcel?");
    await scene.quiet();
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 4);
    expect(thread.messages.map(({ origin, text, state }) => [origin, text, state])).toEqual([
      ["customer", "Hello?", "received"],
      ["automatic", answer, "delivered"],
      ["customer", "START", "received"],
      ["customer", "Where is my parcel?", "received"],
    ]);
    expect(scene.commentsOn(ticket.id)).toHaveLength(1);
  });
});
