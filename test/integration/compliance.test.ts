import { createHmac, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { openDataFile } from "./kit/data-file.ts";
import { openScene, type Scene } from "./kit/scene.ts";
import { seedPerson, wordsOf } from "./kit/seed-person.ts";

const SOON = { timeout: 15_000 };

interface Asked {
  path?: string;
  secret?: string;
  id?: string;
}

/** Asks as Shopify does, at the app's own address unless another is given. */
function ask({ system, sandbox }: Scene, topic: string, payload: object, asked: Asked = {}) {
  const { path = "/webhooks/shopify/compliance", secret = sandbox.shopify.clientSecret } = asked;
  const body = JSON.stringify({ shop_id: 1, shop_domain: sandbox.world.account.shopDomain, ...payload });
  return fetch(new URL(path, system.serverOrigin), {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-webhook-id": asked.id ?? randomUUID(),
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
  });
}

/** Where the shop tells the account's connection of orders. */
function addressOf({ sandbox }: Scene): string {
  const [subscription] = sandbox.shopify.state.subscriptions.values();
  if (!subscription) throw new Error("The shop tells us nothing.");
  return subscription.uri;
}

const customerOf = ({ sandbox, customer }: Scene, key: string) => {
  const { email, phone } = customer(key);
  const found = [...sandbox.shopify.state.customers.values()].find((one) => one.email === email);
  return { id: found?.id, email, phone };
};

it("answers 401 to a bad signature, and 422 to what it does not know, whoever asks", async () => {
  const scene = await openScene({ connect: ["shopify"] });
  const uri = addressOf(scene);
  for (const path of ["/webhooks/shopify/compliance", uri]) {
    for (const topic of ["customers/data_request", "customers/redact", "shop/redact"]) {
      const wrong = await ask(scene, topic, { customer: { id: 1 } }, { path, secret: "wrong" });
      expect([path, topic, wrong.status]).toEqual([path, topic, 401]);
    }
    expect((await ask(scene, "customers/redact", {}, { path })).status).toBe(422);
    expect((await ask(scene, "customers/data_request", { customer: {} }, { path })).status).toBe(422);
  }
  expect((await ask(scene, "customers/sold", { customer: {} })).status).toBe(422);
  expect((await ask(scene, "shop/redact", { shop_domain: "another.myshopify.com" })).status).toBe(200);
});

it.each(["the app's address", "the connection's own address"])(
  "forgets a customer whom Shopify names at %s, and tells an admin who asked for their data",
  async (where) => {
    const file = await openDataFile();
    const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
    await seedPerson(scene, "maren-voss", "papaya");
    const uri = addressOf(scene);
    const at = where === "the app's address" ? {} : { path: uri };
    const customer = customerOf(scene, "maren-voss");
    const admin = await signIn(scene.system);

    const dataRequest = { customer, data_request: { id: 99 }, orders_requested: [] };
    for (const _ of [1, 2])
      expect((await ask(scene, "customers/data_request", dataRequest, { ...at, id: "twice" })).status).toBe(
        200,
      );
    await scene.quiet();
    const { entries } = await (await admin("GET", "/audit")).json();
    expect(
      entries.filter(({ action }: { action: string }) => action === "person.data_requested"),
    ).toMatchObject([
      { actor: "Shopify", after: { requestId: "99", shopifyCustomerId: String(customer.id) } },
    ]);
    const asked = await admin("POST", "/people/export", { shopifyCustomerId: String(customer.id) });
    expect(await asked.text()).toContain("papaya");

    expect((await ask(scene, "customers/redact", { customer, orders_to_redact: [] }, at)).status).toBe(200);
    await eventually(async () => {
      const { rows } = await file.store.execute("SELECT 1 FROM audit WHERE action = 'person.erased'");
      return rows.length === 1;
    }, SOON);
    expect(await file.columnsWith(wordsOf(scene, "maren-voss", "papaya"))).toEqual([]);
  },
  60_000,
);

it("forgets a shop's orders, and who its customers were; texts and people stay", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  await seedPerson(scene, "maren-voss", "papaya");
  const count = async (what: string) =>
    Number((await file.store.execute(`SELECT count(*) AS n FROM ${what}`)).rows[0]?.n);
  expect(await count("orders")).toBeGreaterThan(0);
  const admin = await signIn(scene.system);
  expect((await admin("DELETE", "/connections/shopify")).status).toBeLessThan(300);

  expect((await ask(scene, "shop/redact", {})).status).toBe(200);
  await eventually(async () => (await count("audit WHERE action = 'shop.erased'")) === 1, SOON);
  expect(await count("orders")).toBe(0);
  expect(await count("identities WHERE kind = 'shopify'")).toBe(0);
  expect(await count("snapshots WHERE source = 'shopify'")).toBe(0);
  expect(await count("messages")).toBeGreaterThan(1);
}, 60_000);
