import type { ShopifyClient } from "../vendors/shopify/client.ts";
import { ConnectionRefused } from "./connect.ts";

const TOPICS = ["ORDERS_CREATE", "ORDERS_UPDATED", "REFUNDS_CREATE"];

/** What nothing works without. */
const NEEDED = ["read_customers", "read_orders"];

/** Has a shop tell us of orders, at this address alone. Returns what it lets us do. */
export async function setUpShopify(shopify: ShopifyClient, uri: string): Promise<{ scopes: string[] }> {
  const scopes = await shopify.listScopes();
  const missing = NEEDED.filter((needed) => !scopes.includes(needed));
  if (missing.length > 0) {
    throw new ConnectionRefused("shopify.lacks", { scopes: missing.join(", ") });
  }
  const ours = await listOurs(shopify, uri);
  const sound = ours.filter((one) => one.uri === uri && TOPICS.includes(one.topic));
  for (const topic of TOPICS) {
    if (!sound.some((one) => one.topic === topic)) await shopify.createWebhook(topic, uri);
  }
  for (const { id } of ours.filter((one) => !sound.includes(one))) await shopify.deleteWebhook(id);
  return { scopes };
}

/** Has a shop tell us nothing any more. */
export async function removeShopifyWebhooks(shopify: ShopifyClient, uri: string): Promise<void> {
  for (const { id } of await listOurs(shopify, uri)) await shopify.deleteWebhook(id);
}

/** Our subscriptions, wherever this server was when they were made: the end of the address is the connection's own. */
async function listOurs(shopify: ShopifyClient, uri: string) {
  const { pathname } = new URL(uri);
  return (await shopify.listWebhooks()).filter((one) => one.uri.endsWith(pathname));
}
