import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { recordChange } from "../accounts/audit-store.ts";
import { findConnectionDetails } from "../accounts/connection-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database, Queryable } from "../database/database.ts";
import { connections } from "../database/schema/accounts.ts";
import { orders } from "../database/schema/orders.ts";
import { identities, snapshots } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueue } from "../work/outbox.ts";

export const ERASE_SHOP = "people.erase_shop";

const STEP = 500;

const payload = z.object({ shop: z.string() });

const isOfShop = (shop: string) => sql`${orders.data} ->> 'url' LIKE ${`https://${shop}/%`}`;

/** For the edge: the accounts that are connected to a shop, or still have orders of it. */
export async function findAccountsOfShop(db: Queryable, shop: string): Promise<string[]> {
  const connected = await db
    .select({ id: connections.accountId })
    .from(connections)
    .where(and(eq(connections.vendor, "shopify"), sql`${connections.details} ->> 'shop' = ${shop}`));
  const withOrders = await db.selectDistinct({ id: orders.accountId }).from(orders).where(isOfShop(shop));
  return [...new Set([...connected, ...withOrders].map(({ id }) => id))];
}

/** Asks for everything to be erased that came from a shop. */
export function requestShopErasure(
  tx: Transaction,
  scope: AccountScope,
  shop: string,
  traceId: string,
): Promise<void> {
  const key = `${ERASE_SHOP}:${shop}`;
  return enqueue(tx, { scope, kind: ERASE_SHOP, orderKey: key, uniqueKey: key, payload: { shop }, traceId });
}

/** Erases a shop's orders, and its customers' ids and figures unless the account is connected to another shop by now. */
export function eraseShop({ read, write }: Database): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { shop } = payload.parse(effect.payload);
      const ofAccount = eq(orders.accountId, scope.accountId);
      const some = read
        .select({ id: orders.orderId })
        .from(orders)
        .where(and(ofAccount, isOfShop(shop)))
        .limit(STEP);
      const eraseSome = (tx: Transaction) =>
        tx.delete(orders).where(and(ofAccount, inArray(orders.orderId, some)));
      while ((await write(eraseSome)).rowsAffected === STEP);
      return async (tx) => {
        const now = await findConnectionDetails(tx, scope, "shopify");
        if (now === null || now.shop === shop) await eraseCustomers(tx, scope);
        const by = { actor: "Shopify", actorId: null };
        await recordChange(tx, scope, { ...by, action: "shop.erased", before: { shop }, after: null });
      };
    },
  };
}

async function eraseCustomers(tx: Transaction, { accountId }: AccountScope): Promise<void> {
  await tx.delete(snapshots).where(and(eq(snapshots.accountId, accountId), eq(snapshots.source, "shopify")));
  await tx.delete(identities).where(and(eq(identities.accountId, accountId), eq(identities.kind, "shopify")));
}
