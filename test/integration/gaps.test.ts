import { describe, expect, it } from "vitest";
import { connectAccount } from "../kit/connect-account.ts";
import { eventually } from "../kit/wait.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { openScene } from "./kit/scene.ts";

const SOON = { timeout: 10_000 };

async function setUp(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const { zendesk, shopify } = scene.sandbox;
  zendesk.state.limits.exportLagSeconds = 0;
  return {
    ...scene,
    /** What happens while no webhook reaches us; then the server starts again. */
    async missed(act: () => unknown) {
      for (const vendor of [zendesk, shopify]) vendor.setFaults({ webhookLost: 1 });
      await act();
      for (const vendor of [zendesk, shopify]) {
        await vendor.webhooks.idle();
        vendor.setFaults(noFaults());
      }
      await scene.system.stopServer();
      await scene.system.restartServer();
    },
    async again() {
      await scene.system.stopServer();
      await scene.system.restartServer();
      await scene.quiet();
    },
  };
}

describe("a gap", { timeout: 60_000 }, () => {
  it("of Zendesk's: replies become texts and facts become metrics, once each", async () => {
    const scene = await setUp();
    const { agent, sms, missed, again, quiet, eventsAtKlaviyo, openEmailTicket, customer } = scene;
    const ticket = await scene.begin();
    await agent.updateTicket(ticket.id, { comment: { body: "Heard at once.", public: true } });
    await eventually(() => sms().length === 1, SOON);
    await quiet();
    const opened = eventsAtKlaviyo("Opened Ticket").length;
    let emailTicket = 0;

    await missed(async () => {
      await agent.updateTicket(ticket.id, { comment: { body: "Never told us.", public: true } });
      await agent.updateTicket(ticket.id, { comment: { body: "Among ourselves.", public: false } });
      emailTicket = await openEmailTicket(customer("maren-voss").email, "Where is my parcel?");
      await agent.updateTicket(emailTicket, { comment: { body: "An e-mail.", public: true } });
      await agent.updateTicket(emailTicket, { status: "closed" });
    });

    await eventually(() => sms().length === 2 && eventsAtKlaviyo("Resolved Ticket").length === 1, SOON);
    await quiet();
    await again();
    expect(sms().map(({ body }) => body)).toEqual(["Heard at once.", "Never told us."]);
    expect(eventsAtKlaviyo("Opened Ticket")).toHaveLength(opened + 1);
    expect(eventsAtKlaviyo("Resolved Ticket")).toHaveLength(1);
    expect(eventsAtKlaviyo("Resolved Ticket")[0]?.properties).toMatchObject({
      Ticket_id: emailTicket,
      Status: "closed",
    });
  });

  it("of Zendesk's: with Resolved at Solved, every solving counts once, heard or not", async () => {
    const scene = await setUp();
    const { agent, missed, again, quiet, eventsAtKlaviyo, openEmailTicket, customer } = scene;
    await scene.choose({ resolvedAt: "solved" });
    const heard = await openEmailTicket(customer("maren-voss").email, "One");
    await agent.updateTicket(heard, { status: "solved" });
    await eventually(() => eventsAtKlaviyo("Resolved Ticket").length === 1, SOON);
    const other = await openEmailTicket(customer("maren-voss").email, "Two");
    await missed(async () => {
      await agent.updateTicket(other, { status: "solved" });
      await agent.updateTicket(heard, { tags: ["touched"] });
    });
    await eventually(() => eventsAtKlaviyo("Resolved Ticket").length >= 2, SOON);
    await quiet();
    await again();
    expect(eventsAtKlaviyo("Resolved Ticket").map(({ properties }) => properties.Ticket_id)).toEqual([
      heard,
      other,
    ]);
  });

  it("of Zendesk's: nothing from before the connection is told", async () => {
    const scene = await setUp({ connect: ["klaviyo"] });
    await scene.openEmailTicket(scene.customer("maren-voss").email, "Long ago");
    const { system } = scene;
    for (const ticket of scene.sandbox.zendesk.state.tickets.values()) {
      const [earlier] = new Date(Date.now() - 10_000).toISOString().split(".");
      ticket.created_at = ticket.updated_at = `${earlier}Z`;
    }
    await connectAccount(scene.sandbox, system.serverOrigin, system.operatorToken, ["zendesk"]);
    await scene.again();
    expect(scene.sandbox.zendesk.exchanges.some(({ path }) => path.includes("/incremental/"))).toBe(true);
    expect(scene.eventsAtKlaviyo("Opened Ticket")).toEqual([]);
  });

  it("of Shopify's: the orders of people whom we know are read again", async () => {
    const scene = await setUp({ withApp: true });
    const { sandbox, agent, system, customer, missed, quiet } = scene;
    const { email } = customer("maren-voss");
    const id = await scene.openEmailTicket(email, "Where is my parcel?");
    await scene.sidebarOf(id, ({ orders }) => JSON.stringify(orders).includes("#"));
    await quiet();
    const [variant] = sandbox.shopify.state.variants.values();
    let name = "";
    await missed(() => {
      const order = sandbox.shopify.events.placeOrder({
        email,
        lines: [{ sku: variant?.sku ?? "", quantity: 1 }],
      });
      name = `#${order.number}`;
    });
    const reads = () =>
      sandbox.shopify.exchanges.filter(
        ({ requestBody, responseBody }) =>
          requestBody.includes("CustomerWithOrders") && responseBody.includes(`"${name}"`),
      );
    await eventually(() => reads().length > 0, SOON);
    expect(JSON.stringify(await agent.readSidebar(system.serverOrigin, id))).toContain(name);
    await scene.again();
    expect(reads()).toHaveLength(1);
  });
});
