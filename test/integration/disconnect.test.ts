import type { AdminConnection } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";
import { expect, it, onTestFinished } from "vitest";
import { startSystem } from "../kit/system.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { signIn } from "./kit/admin.ts";
import { connectByConsent } from "./kit/vendor-consent.ts";

async function setUp(connect: Vendor[] = []) {
  const system = await startSystem({ connect });
  onTestFinished(() => system.stop());
  const admin = await signIn(system);
  const states = async () => {
    const rows = (await (await admin("GET", "/connections")).json()) as AdminConnection[];
    return Object.fromEntries(rows.map(({ vendor, state }) => [vendor, state]));
  };
  return { system, sandbox: system.sandbox, admin, states };
}

it("removes webhooks at every vendor, revokes tokens, and forgets the connections", async () => {
  const { system, sandbox, admin, states } = await setUp(["twilio"]);
  const { zendesk, klaviyo, shopify, twilio } = sandbox;
  for (const vendor of ["zendesk", "klaviyo", "shopify"] as const)
    await connectByConsent(system, admin, vendor);
  expect([zendesk, klaviyo].map(({ state }) => state.webhooks.size)).toEqual([1, 1]);
  const numbers = () => [...twilio.state.numbers.values()].map(({ smsUrl }) => smsUrl);
  expect(numbers().some((url) => url.startsWith(system.serverOrigin))).toBe(true);
  const tokenOf = (exchanges: typeof klaviyo.exchanges, path: string) => {
    const granted = exchanges.findLast((one) => one.path === path && one.status === 200);
    return (JSON.parse(granted?.responseBody ?? "{}") as { access_token?: string }).access_token ?? "";
  };
  klaviyo.state.settings.rateLimitScale = null;
  const works = async () => ({
    klaviyo: (
      await fetch(`${sandbox.origins.klaviyo}/api/accounts`, {
        headers: {
          authorization: `Bearer ${tokenOf(klaviyo.exchanges, "/oauth/token")}`,
          revision: "2026-07-15",
        },
      })
    ).status,
    shopify: (
      await fetch(`${sandbox.origins.shopify}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: {
          "x-shopify-access-token": tokenOf(shopify.exchanges, "/admin/oauth/access_token"),
          "content-type": "application/json",
        },
        body: JSON.stringify({ query: "{ shop { name } }" }),
      })
    ).status,
    zendesk: (
      await fetch(`${sandbox.origins.zendesk}/api/v2/webhooks`, {
        headers: { authorization: `Bearer ${tokenOf(zendesk.exchanges, "/oauth/tokens")}` },
      })
    ).status,
  });
  expect(await works()).toEqual({ klaviyo: 200, shopify: 200, zendesk: 200 });

  for (const vendor of ["shopify", "klaviyo", "twilio", "zendesk"]) {
    const answer = await admin("DELETE", `/connections/${vendor}`);
    expect([answer.status, await answer.json()]).toEqual([200, { leftBehind: null, saying: null }]);
  }
  expect(zendesk.state.webhooks.size + klaviyo.state.webhooks.size + shopify.state.subscriptions.size).toBe(
    0,
  );
  expect(numbers().some((url) => url.startsWith(system.serverOrigin))).toBe(false);
  expect(await works()).toEqual({ klaviyo: 401, shopify: 401, zendesk: 401 });
  expect(new Set(Object.values(await states()))).toEqual(new Set(["not_connected"]));
  expect((await admin("DELETE", "/connections/twilio")).status).toBe(404);
}, 30_000);

it("ends here even when the vendor is away, and says what is left to do by hand", async () => {
  const { sandbox, admin, states } = await setUp(["twilio"]);
  sandbox.twilio.setFaults({ down: true });
  const answer = await admin("DELETE", "/connections/twilio");
  expect(await answer.json()).toEqual({
    leftBehind: expect.stringContaining("your numbers"),
    saying: { code: "left.twilio", values: {} },
  });
  expect(await states()).toMatchObject({ twilio: "not_connected" });
  sandbox.twilio.setFaults(noFaults());
  expect((await admin("POST", "/connections/twilio", sandbox.twilio.credentials)).status).toBe(200);
  expect(await states()).toMatchObject({ twilio: "connected" });
}, 30_000);

it("leaves no webhook behind when it ends while the watch puts one back", async () => {
  const { system, sandbox, admin } = await setUp(["zendesk", "klaviyo"]);
  const { klaviyo } = sandbox;
  await system.stopServer();
  klaviyo.state.webhooks.clear();
  klaviyo.setFaults({ latencyMs: 900 });
  await system.restartServer();
  expect((await admin("DELETE", "/connections/klaviyo")).status).toBe(200);
  await system.stopServer();
  klaviyo.setFaults(noFaults());
  await system.restartServer();
  expect(klaviyo.state.webhooks.size).toBe(0);
}, 30_000);
