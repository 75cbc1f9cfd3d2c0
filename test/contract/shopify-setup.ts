import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Hono } from "hono";
import { expect } from "vitest";
import { listen } from "../sandbox/kit/listen.ts";
import { createShopify } from "../sandbox/shopify/create-shopify.ts";
import { createWorld } from "../sandbox/world/create-world.ts";

const FOLDER = new URL("../../../shared/specs/shopify/", import.meta.url);

/** Whether Shopify's operations and webhook schemas are beside the repository. */
export const haveSpecs = existsSync(FOLDER);
if (!haveSpecs)
  console.warn("Skipped: Shopify's operations and webhook schemas are not beside the repository");

export const readSpec = (path: string) => readFile(new URL(path, FOLDER), "utf8");

export interface Received {
  topic: string;
  headers: Record<string, string>;
  body: string;
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers are as varied as the queries
  data?: any;
  errors?: { message: string; path?: string[]; extensions?: Record<string, unknown> }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { currentlyAvailable: number };
    };
    search?: unknown[];
  };
}

/** A seeded Shopify on a port of its own, with a receiver for its webhooks. */
export async function startShopify() {
  const shopify = createShopify({ jobMs: 5, webhookDelays: [1, 1, 1, 1, 1, 1, 1, 1] });
  shopify.load(createWorld({ now: new Date() }));
  const vendor = await listen(shopify.app);
  const received: Received[] = [];
  const receiver = { status: 200, received };
  const app = new Hono();
  app.post("/shopify", async (c) => {
    const headers = c.req.header();
    received.push({ topic: headers["x-shopify-topic"] ?? "", headers, body: await c.req.text() });
    return c.body(null, receiver.status as 200);
  });
  const listening = await listen(app);

  const post = (
    query: string,
    variables: object = {},
    { operation = "", token = shopify.accessToken } = {},
  ) =>
    fetch(`${vendor.origin}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": token },
      body: JSON.stringify({ query, variables, ...(operation ? { operationName: operation } : {}) }),
    });

  async function ask(query: string, variables: object = {}, operation = ""): Promise<Answer> {
    const answer = await post(query, variables, { operation });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Answer;
  }

  const subscribe = (topic: string) =>
    ask(
      `mutation ($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) {
        webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) {
          webhookSubscription { id topic uri }
          userErrors { field message }
        }
      }`,
      { topic, sub: { uri: `${listening.origin}/shopify` } },
    );

  const latestOrder = (email: string) =>
    Array.from(shopify.state.orders.values()).findLast((order) => order.email === email)!;

  return {
    shopify,
    origin: vendor.origin,
    receiver,
    receiverUrl: `${listening.origin}/shopify`,
    post,
    ask,
    subscribe,
    latestOrder,
    latestOrderId: (email: string) => `gid://shopify/Order/${latestOrder(email).id}`,
    async close() {
      shopify.webhooks.stop();
      await Promise.all([vendor.close(), listening.close()]);
    },
  };
}

export type RunningShopify = Awaited<ReturnType<typeof startShopify>>;

/** A customer of the seed whose latest order has not been sent. */
export const AWAITS_ORDER = "aylin.demir@example.org";

/** Reads until there is something, 5 seconds at most. */
export async function until<Value>(read: () => Promise<Value | false | null | undefined>): Promise<Value> {
  const deadline = Date.now() + 5000;
  while (Date.now() < deadline) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("It did not happen in time");
}
