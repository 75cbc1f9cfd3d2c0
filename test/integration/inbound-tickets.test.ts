import { describe, expect, it } from "vitest";
import { openScene } from "./kit/scene.ts";

const FIRST = "Does the coat come in blue?";

describe("a text and the conversation's ticket", () => {
  it.each([
    ["new", "new"],
    ["open", "open"],
    ["pending", "open"],
    ["hold", "open"],
    ["solved", "open"],
  ])("%s: a public comment of the customer's, and then it is %s", async (before, after) => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    if (before !== "new") await scene.agent.updateTicket(ticket.id, { status: before });
    await scene.quiet();
    scene.text(phone, "And in green?");
    await scene.quiet();
    expect(scene.textTickets()).toHaveLength(1);
    expect(ticket).toMatchObject({ status: after, tags: ["sms"] });
    expect(scene.commentsOn(ticket.id)).toMatchObject([
      { body: FIRST, public: true, author_id: ticket.requester_id },
      { body: "And in green?", public: true, author_id: ticket.requester_id },
    ]);
  });

  it("closed: a follow-up", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { status: "closed" });
    scene.text(scene.customer("maren-voss").phone, "One more thing");
    const next = await scene.ticketWith("One more thing");
    await scene.quiet();
    expect(next.via.source).toMatchObject({ rel: "follow_up", from: { ticket_id: ticket.id } });
    expect(next).toMatchObject({ tags: ["sms"], requester_id: ticket.requester_id });
    expect(scene.said(ticket.id)).toEqual([FIRST]);
    expect(scene.textTickets()).toHaveLength(2);
  });

  it("deleted: a new ticket", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.zendeskApi("DELETE", `/tickets/${ticket.id}`);
    scene.text(scene.customer("maren-voss").phone, "Still there?");
    const next = await scene.ticketWith("Still there?");
    expect(next.id).not.toBe(ticket.id);
    expect(next.requester_id).toBe(ticket.requester_id);
  });

  it("two texts at once from a new phone: one user, one ticket with both", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("seoyeon-kim");
    scene.text(phone, "안녕하세요");
    scene.text(phone, "언제 배송되나요?");
    const ticket = await scene.ticketWith("언제 배송되나요?");
    await scene.quiet();
    expect(scene.said(ticket.id).toSorted()).toEqual(["안녕하세요", "언제 배송되나요?"]);
    expect(scene.textTickets()).toHaveLength(1);
    expect(scene.usersOf(phone)).toHaveLength(1);
  });

  it("many texts of several customers stay in each one's order", async () => {
    const scene = await openScene();
    const people = ["maren-voss", "tom-whitfield", "lucia-navarro"].map((key) => scene.customer(key));
    await Promise.all(
      people.map(({ phone, firstName }) =>
        scene.textInTurn(phone, ...[1, 2, 3, 4].map((round) => `${firstName} ${round}`)),
      ),
    );
    await scene.quiet();
    for (const { firstName } of people) {
      const ticket = await scene.ticketWith(`${firstName} 1`);
      expect(scene.said(ticket.id)).toEqual([1, 2, 3, 4].map((round) => `${firstName} ${round}`));
    }
    expect(scene.textTickets()).toHaveLength(3);
  });

  it("a webhook that comes twice makes one comment", async () => {
    const scene = await openScene();
    scene.sandbox.twilio.setFaults({ webhookTwice: 1 });
    const ticket = await scene.begin();
    scene.text(scene.customer("maren-voss").phone, "And in green?");
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual([FIRST, "And in green?"]);
    expect(scene.textTickets()).toHaveLength(1);
  });

  it("the chosen brand gets the tickets", async () => {
    const scene = await openScene();
    const brand = [...scene.sandbox.zendesk.state.brands.values()].find((one) => !one.default);
    await scene.choose({ textBrandId: String(brand?.id) });
    expect((await scene.begin()).brand_id).toBe(brand?.id);
  });

  it("tickets without consent, where an admin chose so", async () => {
    const scene = await openScene();
    await scene.choose({ ticketsWithoutConsent: true });
    scene.text("+4915799999999", "Who are you?");
    const ticket = await scene.ticketWith("Who are you?");
    await scene.quiet();
    const [user, ...others] = scene.usersOf("+4915799999999");
    expect(user).toMatchObject({ id: ticket.requester_id, name: "+4915799999999" });
    expect(others).toEqual([]);
  });
});
