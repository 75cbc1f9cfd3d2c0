import { z } from "zod";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import { identify } from "../profiles/identify.ts";
import { flatten, type KnownIds, toIdentities } from "../profiles/identity.ts";
import { describeProfile, findProfile, getProfile, listIdentities } from "../profiles/profile-store.ts";
import { BY_SHOP, noteSnapshotFailure, saveSnapshot } from "../profiles/snapshot-store.ts";
import type { CustomerIdentifier, ShopifyClient, ShopifyCustomer } from "../vendors/shopify/client.ts";
import { isPostponed, refusedIfFinal } from "../work/failure.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueueRefresh } from "../work/outbox.ts";
import { orderFrom } from "./from-shopify.ts";
import { saveOrder } from "./order-store.ts";

export const REFRESH_ORDERS = "orders.refresh";

/** As many as the sidebar shows: Shopify counts a query by what it could return, 1,000 points at the most. */
const RECENT = 5;

const payload = z.object({ profileId: z.string() });

/** Asks for a person's orders to be read from the shop again. */
export function requestOrderRefresh(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  traceId: string,
): Promise<void> {
  return enqueueRefresh(tx, { scope, kind: REFRESH_ORDERS, of: profileId, payload: { profileId }, traceId });
}

/** Reads a person's newest orders from the shop. */
export function refreshOrders(database: Database, clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { profileId } = payload.parse(effect.payload);
      const shopify = await clients.shopify(scope);
      if (!shopify || !(await findProfile(database.read, scope, profileId))) return undefined;
      const known = await listIdentities(database.read, scope, profileId);
      try {
        const found = await findCustomer(shopify.client, known);
        return async (tx) => {
          const kept = found ? await recordCustomer(tx, scope, profileId, found, shopify.shop) : profileId;
          const data = {
            customerId: found?.legacyResourceId ?? null,
            orders: Number(found?.numberOfOrders ?? 0),
          };
          await saveSnapshot(tx, scope, kept, BY_SHOP, data, new Date());
        };
      } catch (error) {
        if (!isPostponed(error)) {
          await database.write((tx) => noteSnapshotFailure(tx, scope, profileId, BY_SHOP, new Date()));
        }
        throw refusedIfFinal(error);
      }
    },
  };
}

async function findCustomer(shopify: ShopifyClient, known: KnownIds): Promise<ShopifyCustomer | null> {
  const ways: CustomerIdentifier[] = [
    ...known.shopify.map((id) => ({ id: `gid://shopify/Customer/${id}` })),
    ...known.email.map((emailAddress) => ({ emailAddress })),
    ...known.phone.map((phoneNumber) => ({ phoneNumber })),
  ];
  for (const identifier of ways) {
    const found = await shopify.findCustomer(identifier, RECENT);
    if (found) return found;
  }
  return null;
}

async function recordCustomer(
  tx: Transaction,
  scope: AccountScope,
  before: string,
  customer: ShopifyCustomer,
  shop: string,
): Promise<string> {
  const mine = await listIdentities(tx, scope, before);
  const theirs = toIdentities({
    shopify: customer.legacyResourceId,
    email: customer.defaultEmailAddress?.emailAddress,
    phone: customer.defaultPhoneNumber?.phoneNumber,
  });
  const profileId = await identify(tx, scope, [...flatten(mine), ...theirs]);
  const { name } = await getProfile(tx, scope, profileId);
  await describeProfile(tx, scope, profileId, { name: name ?? customer.displayName });
  for (const order of customer.orders.nodes) {
    await saveOrder(tx, scope, profileId, orderFrom(order, shop), new Date(order.updatedAt));
  }
  return profileId;
}
