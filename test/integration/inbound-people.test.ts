import { describe, expect, it } from "vitest";
import type { User } from "../sandbox/zendesk/records.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const userWith = ({ sandbox }: Scene, email: string) =>
  [...sandbox.zendesk.state.users.values()].find((user) => user.email === email);

/** Zendesk knows the user's phone no more. */
function forget({ sandbox }: Scene, userId: number, phone: string): void {
  const { users, identities } = sandbox.zendesk.state;
  Object.assign(users.get(userId) ?? {}, { phone: null });
  for (const { id, value } of identities.values()) if (value === phone) identities.delete(id);
}

describe("whose ticket a text becomes", () => {
  it("a customer whom Zendesk knows by phone: theirs", async () => {
    const scene = await openScene();
    const { email } = scene.customer("maren-voss");
    const before = scene.sandbox.zendesk.state.users.size;
    expect((await scene.begin()).requester_id).toBe(userWith(scene, email)?.id);
    expect(scene.sandbox.zendesk.state.users.size).toBe(before);
  });

  it("a customer whom Zendesk knows by e-mail alone: theirs, and they get the phone", async () => {
    const scene = await openScene();
    const { email, phone } = scene.customer("lucia-navarro");
    const before = scene.sandbox.zendesk.state.users.size;
    const ticket = await scene.begin("lucia-navarro");
    await scene.quiet();
    expect(ticket.requester_id).toBe(userWith(scene, email)?.id);
    expect(scene.usersOf(phone).map(({ id }) => id)).toEqual([ticket.requester_id]);
    expect(scene.sandbox.zendesk.state.users.size).toBe(before);
  });

  it("a customer whose profile was known before they texted gets the phone too", async () => {
    const scene = await openScene({ withApp: true });
    const { email, phone } = scene.customer("hannah-brooks");
    const user = userWith(scene, email);
    const ticketId = await scene.openEmailTicket(email, "My tent leaks");
    await scene.sidebarOf(
      ticketId,
      ({ customer }) => customer.status === "ready" && customer.data.phone === phone,
    );
    const ticket = await scene.begin("hannah-brooks", "Did you get my mail?");
    expect(ticket.requester_id).toBe(user?.id);
    expect(scene.usersOf(phone).map(({ id }) => id)).toEqual([user?.id]);
  });

  it("a second phone of a Zendesk user is that user's", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("seoyeon-kim");
    const { zendesk } = scene.sandbox;
    const { user } = await scene.zendeskApi<{ user: User }>("POST", "/users", {
      user: { name: "Kim", phone: "+821000000099" },
    });
    const identity = { type: "phone_number", value: phone };
    await scene.zendeskApi("POST", `/users/${user.id}/identities`, { identity });
    const before = zendesk.state.users.size;
    const ticket = await scene.begin("seoyeon-kim");
    expect(ticket.requester_id).toBe(user.id);
    expect(zendesk.state.users.size).toBe(before);
  });

  it("a Zendesk user who was deleted makes room for a new one", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("seoyeon-kim");
    const ticket = await scene.begin("seoyeon-kim");
    await scene.agent.updateTicket(ticket.id, { status: "closed" });
    await scene.quiet();
    await scene.zendeskApi("DELETE", `/users/${ticket.requester_id}`);
    scene.text(phone, "Hello again");
    const next = await scene.ticketWith("Hello again");
    expect(next.requester_id).not.toBe(ticket.requester_id);
  });

  it("a customer with an agent's e-mail leaves the agent an agent", async () => {
    const scene = await openScene();
    const { email, phone } = scene.customer("maren-voss");
    const agent = scene.sandbox.world.agents.at(-1);
    const user = userWith(scene, email);
    forget(scene, user?.id ?? 0, phone);
    scene.describeAtKlaviyo(email, { email: agent?.email ?? "" });
    const ticket = await scene.begin("maren-voss");
    expect(userWith(scene, agent?.email ?? "")).toMatchObject({ role: "agent", phone: null });
    expect(scene.sandbox.zendesk.state.users.get(ticket.requester_id)).toMatchObject({
      role: "end-user",
      phone,
    });
  });

  it("a number that is possible but not valid is as good as any", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("imogen-hartley");
    await scene.textInTurn(phone, "START", "Is the tent back in stock?");
    const ticket = await scene.ticketWith("Is the tent back in stock?");
    await scene.agent.updateTicket(ticket.id, { comment: { body: "It is.", public: true } });
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ to: phone, body: "It is.", status: "delivered" }]);
    expect(scene.eventsAtKlaviyo("Opened Ticket")).toHaveLength(1);
  });

  it.each(["MOORLICHT", "72645"])("%s can't be answered, and a ticket says so", async (sender) => {
    const scene = await openScene();
    await scene.choose({ ticketsWithoutConsent: true });
    scene.text(sender, "Your parcel comes today");
    const ticket = await scene.ticketWith("Your parcel comes today");
    scene.text(sender, "START");
    await scene.quiet();
    await scene.agent.updateTicket(ticket.id, { comment: { body: "Thanks", public: true } });
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("can't be answered")]);
  });
});
