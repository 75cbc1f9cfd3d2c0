import type { ToldCode } from "@sidethread/shared/told";
import type { AccountScope } from "../database/account-scope.ts";
import { createGate } from "../vendors/gate.ts";
import type { OAuthClient } from "../vendors/oauth-tokens.ts";
import { createShopifyClient } from "../vendors/shopify/client.ts";
import { createShopifyOAuth } from "../vendors/shopify/oauth.ts";
import { type Connecting, hookKeyOf, prove } from "./connect.ts";
import type { Connection } from "./connection-store.ts";
import { keepConnection } from "./keep-connection.ts";
import { setUpShopify } from "./set-up-shopify.ts";
import { shopifyOrigin } from "./vendor-clients.ts";

/** Connects a shop by a custom app's token. Returns what it lets us do. */
export function connectShopify(
  context: Connecting,
  scope: AccountScope,
  { shop, accessToken, clientSecret }: { shop: string; accessToken: string; clientSecret: string },
): Promise<{ scopes: string[] }> {
  const secrets = { accessToken, tokens: null, clientSecret };
  return connect(context, scope, shop, accessToken, secrets, "shopify.token");
}

/** Connects a shop whose owner has let us in on Shopify's consent page. */
export async function connectShopifyByCode(
  context: Connecting,
  scope: AccountScope,
  client: OAuthClient,
  { shop, code }: { shop: string; code: string },
): Promise<void> {
  const oauth = createShopifyOAuth(shopifyOrigin(context.config, shop), client, createGate());
  const { scopes: _, ...tokens } = await prove(() => oauth.exchange(code), "shopify.not_confirmed");
  const secrets = { accessToken: null, tokens, clientSecret: client.clientSecret };
  await connect(context, scope, shop, tokens.accessToken, secrets, "shopify.not_enough");
}

async function connect(
  context: Connecting,
  scope: AccountScope,
  shop: string,
  accessToken: string,
  secrets: Connection<"shopify">["secrets"],
  refusal: ToldCode,
): Promise<{ scopes: string[] }> {
  const { config } = context;
  const shopify = createShopifyClient(shopifyOrigin(config, shop), { accessToken }, createGate());
  const hookKey = await hookKeyOf(context, scope, "shopify");
  const uri = `${config.PUBLIC_URL}/webhooks/shopify/${hookKey}`;
  const { scopes } = await prove(() => setUpShopify(shopify, uri), refusal);
  await keepConnection(context, { vendor: "shopify", scope, hookKey, details: { shop, scopes }, secrets });
  return { scopes };
}
