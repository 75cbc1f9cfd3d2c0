import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sign } from "../sandbox/shopify/webhooks/publisher.ts";
import {
  AWAITS_ORDER,
  haveSpecs,
  type RunningShopify,
  readSpec,
  startShopify,
  until,
} from "./shopify-setup.ts";

let running: RunningShopify;

beforeEach(async () => {
  running = await startShopify();
});

afterEach(() => running.close());

/** The schemas are drawn from one example each: they know no null where it had a value, and no refund where it had none. */
const isNarrowerThanLife = ({ keyword, data }: ErrorObject) =>
  (keyword === "type" && data === null) || keyword === "false schema";

describe("webhooks", () => {
  test("the signature's known vector", () => {
    expect(sign('{"id":1}', "hush")).toBe("VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=");
  });

  async function everything() {
    const topics = [
      "ORDERS_CREATE",
      "ORDERS_UPDATED",
      "ORDERS_EDITED",
      "ORDERS_CANCELLED",
      "ORDERS_FULFILLED",
    ];
    for (const topic of [
      ...topics,
      "REFUNDS_CREATE",
      "CUSTOMERS_CREATE",
      "CUSTOMERS_UPDATE",
      "APP_UNINSTALLED",
    ]) {
      expect((await running.subscribe(topic)).data.webhookSubscriptionCreate.userErrors).toEqual([]);
    }
    const lines = [{ sku: "ML-104-36-39", quantity: 3 }];
    const post = (path: string, body: object) =>
      fetch(`${running.origin}/_sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });
    expect((await post("orders", { email: "maren.voss@example.com", lines })).status).toBe(201);
    const { number } = running.latestOrder("maren.voss@example.com");
    expect((await post(`orders/${number}/fulfil`, {})).status).toBe(200);
    const customer = await (
      await post("customers", { firstName: "Nele", lastName: "Brandt", phone: null })
    ).json();
    running.shopify.events.updateCustomer(Number((customer as { id: string }).id.split("/").at(-1)), {
      tags: ["new"],
    });
    const edited = running.latestOrderId("hannah.brooks@example.com");
    const begun = await running.ask(
      "mutation ($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 1) { nodes { id } } } } }",
      { id: edited },
    );
    const { calculatedOrder } = begun.data.orderEditBegin;
    await running.ask(
      `mutation ($id: ID!, $line: ID!) {
        orderEditSetQuantity(id: $id, lineItemId: $line, quantity: 2) { userErrors { message } }
        orderEditCommit(id: $id) { userErrors { message } }
      }`,
      { id: calculatedOrder.id, line: calculatedOrder.lineItems.nodes[0].id },
    );
    await running.ask(
      `mutation ($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) {
        orderCancelUserErrors { code } } }`,
      { id: running.latestOrderId(AWAITS_ORDER) },
    );
    await until(async () => running.receiver.received.some(({ topic }) => topic === "orders/cancelled"));
    running.shopify.events.uninstall();
    await running.shopify.webhooks.idle();
  }

  test("all topics arrive, signed", async () => {
    await everything();
    expect(new Set(running.receiver.received.map(({ topic }) => topic))).toEqual(
      new Set([
        "orders/create",
        "orders/updated",
        "orders/edited",
        "orders/cancelled",
        "orders/fulfilled",
        "refunds/create",
        "customers/create",
        "customers/update",
        "app/uninstalled",
      ]),
    );
    for (const { headers, body } of running.receiver.received) {
      expect(headers["x-shopify-hmac-sha256"]).toBe(sign(body, running.shopify.clientSecret));
      expect(headers).toMatchObject({
        "x-shopify-shop-domain": "moorlicht.myshopify.com",
        "x-shopify-api-version": "2026-10",
      });
      for (const name of ["webhook-id", "event-id", "triggered-at"])
        expect(headers[`x-shopify-${name}`]).toBeTruthy();
    }
  });

  test.skipIf(!haveSpecs)("payloads fit Shopify's schemas", async () => {
    await everything();
    const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
    addFormats.default(ajv);
    const violations: string[] = [];
    for (const { topic, body } of running.receiver.received) {
      const schema = JSON.parse(await readSpec(`webhooks-2026-07/schemas/${topic}.json`));
      const validate = ajv.compile(schema);
      validate(JSON.parse(body));
      const found = (validate.errors ?? []).filter((error) => !isNarrowerThanLife(error));
      violations.push(...found.map(({ instancePath, message }) => `${topic} ${instancePath} ${message}`));
    }
    expect(Array.from(new Set(violations))).toEqual([]);
  });

  test("a subscription may name fields and a filter", async () => {
    const uri = running.receiverUrl;
    const sub = { uri, name: "big", includeFields: ["id", "name"], filter: "total_price:>=100" };
    const answer = await running.ask(
      `mutation ($sub: WebhookSubscriptionInput!) {
        webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: $sub) { userErrors { message } } }`,
      { sub },
    );
    expect(answer.data.webhookSubscriptionCreate.userErrors).toEqual([]);
    const { events, webhooks } = running.shopify;
    events.placeOrder({ email: AWAITS_ORDER, lines: [{ sku: "ML-501-200-ML", quantity: 1 }] });
    const tent = events.placeOrder({ email: AWAITS_ORDER, lines: [{ sku: "ML-401-SAND", quantity: 1 }] });
    await webhooks.idle();
    const [webhook, ...others] = running.receiver.received;
    expect(others).toEqual([]);
    expect(webhook?.headers["x-shopify-name"]).toBe("big");
    expect(JSON.parse(webhook?.body ?? "")).toEqual({ id: tent.id, name: `#${tent.number}` });
  });

  test("a receiver that fails 9 times loses its subscription", async () => {
    await running.subscribe("ORDERS_CREATE");
    await running.subscribe("CUSTOMERS_CREATE");
    running.receiver.status = 500;
    running.shopify.events.placeOrder({
      email: AWAITS_ORDER,
      lines: [{ sku: "ML-501-200-ML", quantity: 1 }],
    });
    await running.shopify.webhooks.idle();
    expect(running.receiver.received).toHaveLength(9);
    expect(
      new Set(running.receiver.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size,
    ).toBe(1);
    expect(Array.from(running.shopify.state.subscriptions.values(), ({ topic }) => topic)).toEqual([
      "CUSTOMERS_CREATE",
    ]);
  });
});
