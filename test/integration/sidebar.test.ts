import type { Sidebar } from "@sidethread/shared/sidebar";
import { sidebar as contract } from "@sidethread/shared/sidebar";
import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { openScene, type Scene } from "./kit/scene.ts";
import { sidebarToken } from "./kit/sidebar-token.ts";

const allReady = ({ customer, value, orders, ticket }: Sidebar) =>
  [customer, value, orders, ticket].every(({ status }) => status === "ready");

async function get({ system, sandbox }: Scene, ticketId: number | string, etag?: string): Promise<Response> {
  const headers = {
    authorization: `Bearer ${await sidebarToken(sandbox)}`,
    ...(etag ? { "if-none-match": etag } : {}),
  };
  return fetch(`${system.serverOrigin}/app/sidebar?ticket_id=${ticketId}`, { headers });
}

/** A ticket that was there before the app was. */
function oldTicketOf({ sandbox }: Scene, email: string) {
  const { users, tickets } = sandbox.zendesk.state;
  const user = [...users.values()].find((one) => one.email === email);
  const ticket = [...tickets.values()].find(({ requester_id }) => requester_id === user?.id);
  if (!ticket) throw new Error(`The seed has no ticket of ${email}.`);
  return ticket;
}

describe("the sidebar", () => {
  it("of a ticket from before the install waits, then is ready, then unchanged", async () => {
    const scene = await openScene({ withApp: true });
    const { world, zendesk } = scene.sandbox;
    const requester = world.tickets[0]?.requester ?? "";
    const { email } = scene.customer(requester);
    const ticket = oldTicketOf(scene, email);
    const first = (await (await get(scene, ticket.id)).json()) as Sidebar;
    expect(first).toMatchObject({ customer: { status: "waiting" }, ticket: { status: "waiting" } });
    const ready = await scene.sidebarOf(ticket.id, allReady);
    expect(contract.parse(ready)).toEqual(ready);
    expect(ready).toMatchObject({
      customer: { data: { email } },
      ticket: { data: { id: String(ticket.id), status: ticket.status } },
      thread: { reply: { possible: false, reason: "no_conversation" } },
    });
    const counted = [...zendesk.state.tickets.values()].filter(
      (one) => one.requester_id === ticket.requester_id,
    );
    expect(ready.ticket).toMatchObject({ data: { ticketsOfCustomer: counted.length } });

    const etag = (await get(scene, ticket.id)).headers.get("etag") ?? "";
    const again = await get(scene, ticket.id, etag);
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await get(scene, ticket.id, '"other"')).status).toBe(200);
  });

  it("reading it again and again asks nobody anew while it is fresh", async () => {
    const scene = await openScene({ withApp: true });
    const ticket = await scene.begin();
    await scene.sidebarOf(ticket.id, allReady);
    await scene.quiet();
    const heard = scene.heard();
    await Promise.all(Array.from({ length: 50 }, () => get(scene, ticket.id)));
    await scene.quiet();
    expect(scene.heard()).toBe(heard);
  });

  it("of a ticket that does not exist waits, and a wrong number is refused", async () => {
    const scene = await openScene({ withApp: true });
    expect(await (await get(scene, 999_999)).json()).toMatchObject({ ticket: { status: "waiting" } });
    await scene.quiet();
    expect(await (await get(scene, 999_999)).json()).toMatchObject({ ticket: { status: "waiting" } });
    for (const wrong of ["", "0", "-1", "abc", "1e3", "1;--", "99999999999999999999"]) {
      const answer = await get(scene, wrong);
      expect([wrong, answer.status, await answer.json()]).toEqual([
        wrong,
        422,
        expect.objectContaining({ title: "No ticket" }),
      ]);
    }
  });

  it("says which vendors are not connected", async () => {
    const scene = await openScene({ withApp: true, connect: ["zendesk"] });
    const ticketId = await scene.openEmailTicket(scene.customer("maren-voss").email, "Hello");
    const shown = await scene.sidebarOf(ticketId, ({ ticket }) => ticket.status === "ready");
    expect(shown).toMatchObject({
      customer: { status: "ready", data: { email: "maren.voss@example.com" } },
      value: { status: "not_connected", vendor: "klaviyo" },
      orders: { status: "not_connected", vendor: "shopify" },
      thread: { messages: [], reply: { possible: false, reason: "no_conversation" } },
    });
  });

  it("says which vendors fail, without asking them over and over, and recovers", async () => {
    const scene = await openScene({ withApp: true });
    const { klaviyo, shopify } = scene.sandbox;
    for (const vendor of [klaviyo, shopify]) vendor.setFaults({ serverError: 1 });
    const before = klaviyo.exchanges.length + shopify.exchanges.length;
    const ticketId = await scene.openEmailTicket(scene.customer("maren-voss").email, "Hello");
    const failed = await scene.sidebarOf(
      ticketId,
      ({ value, orders }) => value.status === "failed" && orders.status === "failed",
    );
    expect(failed).toMatchObject({
      customer: { status: "ready" },
      ticket: { status: "ready" },
      value: { vendor: "klaviyo" },
      orders: { vendor: "shopify" },
    });
    for (let poll = 0; poll < 100; poll += 1) await get(scene, ticketId);
    expect(klaviyo.exchanges.length + shopify.exchanges.length - before).toBeLessThan(30);
    for (const vendor of [klaviyo, shopify]) vendor.setFaults({ serverError: 0 });
    await eventually(
      async () => allReady(await scene.agent.readSidebar(scene.system.serverOrigin, ticketId)),
      {
        timeout: 13_000,
      },
    );
  });

  it("can be answered from on the conversation's ticket alone", async () => {
    const scene = await openScene({ withApp: true });
    const { email, phone } = scene.customer("maren-voss");
    const mail = await scene.openEmailTicket(email, "The same by e-mail");
    const ticket = await scene.begin();
    await scene.quiet();
    const onMail = await scene.sidebarOf(mail, ({ thread }) => thread.messages.length === 1);
    expect(onMail.thread.reply).toEqual({ possible: false, reason: "no_conversation", since: null });
    const onText = await scene.sidebarOf(ticket.id, ({ thread }) => thread.reply.possible);
    expect(onText.thread.reply).toMatchObject({ from: scene.sandbox.world.smsNumber, to: phone });
    scene.text(phone, "STOP");
    const stopped = await scene.sidebarOf(ticket.id, ({ thread }) => !thread.reply.possible);
    expect(stopped.thread.reply).toMatchObject({ reason: "opted_out", since: expect.any(String) });
  });
});
