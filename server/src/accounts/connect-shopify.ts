import type { AccountScope } from "../database/account-scope.ts";
import { createGate } from "../vendors/gate.ts";
import { createShopifyClient } from "../vendors/shopify/client.ts";
import { type ConnectContext, hookKeyOf, keepConnection, prove } from "./connect.ts";
import { shopifyOrigin } from "./vendor-clients.ts";

const TOPICS = ["ORDERS_CREATE", "ORDERS_UPDATED", "REFUNDS_CREATE"];

/** Connects a shop by a custom app's token, and has it tell us of orders. */
export async function connectShopify(
  context: ConnectContext,
  scope: AccountScope,
  { shop, accessToken, clientSecret }: { shop: string; accessToken: string; clientSecret: string },
): Promise<void> {
  const { config } = context;
  const shopify = createShopifyClient(shopifyOrigin(config, shop), { accessToken }, createGate());
  const hookKey = await hookKeyOf(context, scope, "shopify");
  const uri = `${config.PUBLIC_URL}/webhooks/shopify/${hookKey}`;
  await prove(async () => {
    await shopify.getShop();
    const subscribed = (await shopify.listWebhooks())
      .filter((one) => one.uri === uri)
      .map(({ topic }) => topic);
    for (const topic of TOPICS.filter((wanted) => !subscribed.includes(wanted))) {
      await shopify.createWebhook(topic, uri);
    }
  }, "Shopify refused this token. Check the shop's domain, the token and its scopes.");
  await keepConnection(context, {
    vendor: "shopify",
    scope,
    hookKey,
    details: { shop },
    secrets: { accessToken, clientSecret },
  });
}
