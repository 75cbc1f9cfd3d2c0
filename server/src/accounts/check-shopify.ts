import type { AccountScope } from "../database/account-scope.ts";
import type { ConnectContext } from "./connect.ts";
import { type Connection, changeConnectionDetails } from "./connection-store.ts";
import { setUpShopify } from "./set-up-shopify.ts";
import type { VendorClients } from "./vendor-clients.ts";

/** Looks whether a shop still lets us in and tells us of orders; mends what can be mended. */
export async function checkShopify(
  { config, database, clients }: ConnectContext & { clients: VendorClients },
  scope: AccountScope,
  { hookKey }: Connection<"shopify">,
): Promise<void> {
  const shopify = await clients.shopify(scope);
  if (!shopify) return;
  const found = await setUpShopify(shopify.client, `${config.PUBLIC_URL}/webhooks/shopify/${hookKey}`);
  await database.write((tx) => changeConnectionDetails(tx, scope, "shopify", found));
}
