import type { AdminConnection, AuditEntry } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";
import { describe, expect, it, onTestFinished } from "vitest";
import { type SystemOptions, startSystem } from "../kit/system.ts";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { beginConsent, connectByConsent, consent, readAnswer } from "./kit/vendor-consent.ts";

async function setUp(connect: SystemOptions["connect"] = []) {
  const system = await startSystem({ connect });
  onTestFinished(() => system.stop());
  const admin = await signIn(system);
  const rows = async () => (await (await admin("GET", "/connections")).json()) as AdminConnection[];
  const row = async (vendor: Vendor) => (await rows()).find((one) => one.vendor === vendor);
  const actions = async () => {
    const { entries } = (await (await admin("GET", "/audit")).json()) as { entries: AuditEntry[] };
    return entries.map(({ action, actor }) => ({ action, actor }));
  };
  return { system, sandbox: system.sandbox, admin, rows, row, actions };
}

describe("connecting", { timeout: 30_000 }, () => {
  it("shows every vendor, and how it may be connected", async () => {
    const { rows } = await setUp();
    expect(await rows()).toEqual(
      ["zendesk", "klaviyo", "shopify", "twilio"].map((vendor) => ({
        vendor,
        key: "",
        isMain: false,
        state: "not_connected",
        ways: vendor === "twilio" ? ["key"] : ["oauth", "key"],
        label: null,
        by: null,
        scopes: [],
        lastEventAt: null,
        error: null,
        saying: null,
        endsAt: null,
      })),
    );
  });

  it("connects Zendesk, Klaviyo and Shopify through their consent pages, and says by whom", async () => {
    const { system, sandbox, admin, row, actions } = await setUp();
    for (const vendor of ["zendesk", "klaviyo", "shopify"] as const) {
      expect((await connectByConsent(system, admin, vendor)).status).toBe(200);
      expect(await row(vendor)).toMatchObject({ state: "connected", by: "oauth", endsAt: null, error: null });
    }
    expect((await row("klaviyo"))?.scopes).toContain("conversations:write");
    expect(await row("shopify")).toMatchObject({
      label: sandbox.world.account.shopDomain,
      scopes: expect.arrayContaining(["read_orders", "read_customers"]),
    });
    expect([...sandbox.klaviyo.state.webhooks.values()]).toHaveLength(1);
    expect([...sandbox.shopify.state.subscriptions.values()].map(({ topic }) => topic)).toEqual([
      "ORDERS_CREATE",
      "ORDERS_UPDATED",
      "REFUNDS_CREATE",
    ]);
    const { name } = admin.session;
    expect(await actions()).toEqual(
      expect.arrayContaining([
        { action: "klaviyo.connected", actor: name },
        { action: "shopify.connected", actor: name },
      ]),
    );
  });

  it("connects by keys, and says what is wrong with one", async () => {
    const { sandbox, admin, row } = await setUp();
    const { credentials } = sandbox.twilio;
    const wrong = await admin("POST", "/connections/twilio", { ...credentials, authToken: "wrong" });
    expect([wrong.status, await wrong.json()]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringContaining("Check the account SID") }),
    ]);
    expect(await row("twilio")).toMatchObject({ state: "not_connected" });
    expect((await admin("POST", "/connections/twilio", credentials)).status).toBe(200);
    expect(await row("twilio")).toMatchObject({
      state: "connected",
      by: "key",
      label: credentials.accountSid,
    });

    const owner = sandbox.world.agents.find(({ role }) => role === "admin");
    const token = { email: owner?.email, apiToken: "sandbox-zendesk-token" };
    expect((await admin("POST", "/connections/zendesk", token)).status).toBe(200);
    expect(await row("zendesk")).toMatchObject({ by: "key", endsAt: "2027-04-30T00:00:00.000Z" });
  });

  it("takes no shop's word but that shop's, signed", async () => {
    const { system, admin, row } = await setUp();
    const back = async (change: (url: URL) => void) => {
      const url = new URL(await consent(system, "shopify", await beginConsent(system, admin, "shopify")));
      change(url);
      const finished = await admin("POST", "/connections/shopify/finish", await readAnswer(url));
      return finished.status;
    };
    const later = String(Math.floor(Date.now() / 1000) - 3600);
    expect([
      await back((url) => url.searchParams.set("shop", "another.myshopify.com")),
      await back((url) => url.searchParams.set("code", "forged")),
      await back((url) => url.searchParams.set("hmac", "00".repeat(32))),
      await back((url) => url.searchParams.delete("hmac")),
      await back((url) => url.searchParams.set("timestamp", later)),
    ]).toEqual(Array(5).fill(422));
    expect(await row("shopify")).toMatchObject({ state: "not_connected" });
    expect(await back(() => {})).toBe(200);
  });

  it("asks no host but a shop's, and opens its window for no page but the app's", async () => {
    const { sandbox, admin } = await setUp();
    const before = sandbox.shopify.exchanges.length;
    const opener = sandbox.origins.zendesk;
    const hosts = [
      "127.0.0.1",
      "evil.example",
      "x.myshopify.com.evil.example",
      "a@b.myshopify.com",
      "x/../y",
    ];
    for (const shop of hosts) {
      expect((await admin("POST", "/connections/shopify/start", { opener, shop })).status).toBe(422);
      const key = { shop, accessToken: "a", clientSecret: "b" };
      expect((await admin("POST", "/connections/shopify", key)).status).toBe(422);
    }
    const shop = sandbox.world.account.shopDomain;
    for (const page of ["https://evil.example", "null", ""])
      expect((await admin("POST", "/connections/shopify/start", { opener: page, shop })).status).toBe(422);
    expect((await admin("POST", "/connections/twilio/start", { opener })).status).toBe(422);
    expect((await admin("POST", "/connections/shopify/start", { opener })).status).toBe(422);
    expect(sandbox.shopify.exchanges).toHaveLength(before);
  });

  it("says when the vendor told something last", async () => {
    const { sandbox, row } = await setUp(["zendesk", "twilio"]);
    const [customer] = sandbox.world.customers;
    sandbox.twilio.text({ from: customer?.phone ?? "", to: sandbox.world.smsNumber, body: "Hello" });
    await eventually(async () => (await row("twilio"))?.lastEventAt);
  });
});
