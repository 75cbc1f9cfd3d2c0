import type { AdminConnection } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";
import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { openScene } from "./kit/scene.ts";
import { connectByConsent } from "./kit/vendor-consent.ts";

const SOON = { timeout: 10_000 };

async function setUp(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const admin = await signIn(scene.system);
  const row = async (vendor: Vendor) => {
    const rows = (await (await admin("GET", "/connections")).json()) as AdminConnection[];
    return rows.find((one) => one.vendor === vendor);
  };
  return { ...scene, admin, row };
}

describe("the watch over connections", { timeout: 40_000 }, () => {
  it("mends webhooks that were removed, switched off, or led elsewhere while nobody looked", async () => {
    const { system, sandbox, begin } = await setUp();
    const { zendesk, klaviyo, shopify, twilio } = sandbox;
    const at = (path: string) => expect.stringContaining(`${system.serverOrigin}/webhooks/${path}/`);
    await system.stopServer();
    zendesk.state.webhooks.clear();
    for (const webhook of klaviyo.state.webhooks.values())
      Object.assign(webhook, { enabled: false, topics: [], endpointUrl: "http://127.0.0.1:1/elsewhere" });
    const [created, updated] = shopify.state.subscriptions.values();
    shopify.state.subscriptions.delete(created?.id ?? 0);
    if (updated) updated.uri = updated.uri.replace(system.serverOrigin, "https://an-earlier-address.example");
    for (const number of twilio.state.numbers.values()) number.smsUrl = "https://elsewhere.example/texts";
    await system.restartServer();

    const told = () => ({
      zendesk: [...zendesk.state.webhooks.values()].map(({ endpoint, status }) => ({ endpoint, status })),
      klaviyo: [...klaviyo.state.webhooks.values()].map(({ endpointUrl, enabled }) => ({
        endpointUrl,
        enabled,
      })),
      shopify: [...shopify.state.subscriptions.values()].map(({ topic, uri }) => `${topic} ${uri}`).sort(),
      twilio: [...twilio.state.numbers.values()].map(({ smsUrl }) => smsUrl),
    });
    const sound = {
      zendesk: [{ endpoint: at("zendesk"), status: "active" }],
      klaviyo: [{ endpointUrl: at("klaviyo"), enabled: true }],
      shopify: ["ORDERS_CREATE", "ORDERS_UPDATED", "REFUNDS_CREATE"].map((topic) =>
        expect.stringContaining(`${topic} ${system.serverOrigin}/webhooks/shopify/`),
      ),
      twilio: told().twilio.map(() => at("twilio")),
    };
    await eventually(() => {
      expect(told()).toEqual(sound);
      return true;
    }, SOON);
    expect([...klaviyo.state.webhooks.values()][0]?.topics.length).toBeGreaterThan(0);

    // The new webhook's signature is known.
    const ticket = await begin();
    await eventually(() => zendesk.webhooks.idle().then(() => true), SOON);
    expect(ticket.tags).toContain("sms");
  });

  it("notices at once that a shop threw us out, says it, and is content again when it lets us in", async () => {
    const { system, sandbox, admin, row, openEmailTicket, customer, agent } = await setUp({
      connect: ["zendesk", "klaviyo", "twilio"],
      withApp: true,
    });
    await connectByConsent(system, admin, "shopify");
    sandbox.shopify.events.uninstall();
    const id = await openEmailTicket(customer("maren-voss").email, "Where is my order?");
    await agent.readSidebar(system.serverOrigin, id);
    const refused = await eventually(async () => {
      const shown = await row("shopify");
      await agent.readSidebar(system.serverOrigin, id);
      return shown?.state === "needs_attention" && shown;
    }, SOON);
    expect(refused.error).toContain("Connect the shop once more");

    await connectByConsent(system, admin, "shopify");
    expect(await row("shopify")).toMatchObject({ state: "connected", error: null });
  });

  it("says that an admin is none any more, and clears that by itself once they are again", async () => {
    const { system, sandbox, row } = await setUp();
    const owner = [...sandbox.zendesk.state.users.values()].find(({ role }) => role === "admin");
    const become = async (role: "agent" | "admin") => {
      await system.stopServer();
      if (owner) owner.role = role;
      await system.restartServer();
    };
    await become("agent");
    const shown = await eventually(async () => {
      const found = await row("zendesk");
      return found?.state === "needs_attention" && found;
    }, SOON);
    expect(shown.error).toContain("no longer an admin");
    expect(shown.saying).toEqual({ code: "zendesk.no_longer_admin", values: { email: owner?.email } });
    await become("admin");
    await eventually(async () => (await row("zendesk"))?.state === "connected", SOON);
  });
});
