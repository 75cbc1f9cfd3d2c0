import { and, eq, inArray } from "drizzle-orm";
import type { Logger } from "pino";
import { listConnectedAccounts } from "../accounts/connection-store.ts";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database, Queryable } from "../database/database.ts";
import { orders } from "../database/schema/orders.ts";
import { toIdentities } from "../profiles/identity.ts";
import { findProfiles } from "../profiles/profile-store.ts";
import type { ChangedOrder, ShopifyClient } from "../vendors/shopify/client.ts";
import { findWatermark, moveWatermark } from "../work/watermark-store.ts";
import { requestOrderRefresh } from "./refresh-orders.ts";

const SOURCE = "shopify:orders";
/** A change may be listed a little after one of a later time. */
const OVERLAP_MS = 5 * 60_000;
const LONGEST_GAP_MS = 7 * 24 * 60 * 60_000;
/** Pages of 100 orders a turn: the next turn goes on. */
const PAGES = 10;

interface CatchUp {
  database: Database;
  clients: VendorClients;
  log: Logger;
}

/** Fills the gap of an outage: orders that changed and never reached us are read again, of people whom we know. */
export async function catchUpOrders({ database, clients, log }: CatchUp): Promise<void> {
  for (const { scope, connectedAt } of await listConnectedAccounts(database.read, "shopify")) {
    try {
      const shopify = await clients.shopify(scope);
      if (shopify) await readChanged(database, scope, shopify.client, connectedAt);
    } catch (err) {
      log.warn({ err, account: scope.accountId }, "orders of a gap could not be read");
    }
  }
}

async function readChanged(
  { read, write }: Database,
  scope: AccountScope,
  shopify: ShopifyClient,
  connectedAt: Date,
): Promise<void> {
  const mark = (await findWatermark(read, scope, SOURCE)) ?? connectedAt;
  const since = new Date(Math.max(mark.getTime() - OVERLAP_MS, Date.now() - LONGEST_GAP_MS));
  let after: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const { orders: changed, next } = await shopify.listUpdatedOrders(since, after);
    const missed = await findMissed(read, scope, changed);
    await write(async (tx) => {
      for (const order of missed) {
        const [profile] = await findProfiles(tx, scope, identitiesOf(order));
        if (profile) await requestOrderRefresh(tx, scope, profile.id, `missed:${order.id}`);
      }
      const last = changed.at(-1);
      if (last) await moveWatermark(tx, scope, SOURCE, new Date(last.updatedAt));
    });
    if (next === null) return;
    after = next;
  }
}

const identitiesOf = ({ email, phone, customer }: ChangedOrder) =>
  toIdentities({ shopify: customer?.legacyResourceId, email, phone });

/** Those of which we know nothing as new, where it can be told whose they are. */
async function findMissed(
  db: Queryable,
  { accountId }: AccountScope,
  changed: ChangedOrder[],
): Promise<ChangedOrder[]> {
  const ids = changed.map(({ id }) => id);
  const rows = await db
    .select({ id: orders.orderId, updatedAt: orders.updatedAt })
    .from(orders)
    .where(and(eq(orders.accountId, accountId), inArray(orders.orderId, ids)));
  const known = new Map(rows.map(({ id, updatedAt }) => [id, updatedAt]));
  return changed.filter((order) => {
    const at = known.get(order.id);
    return identitiesOf(order).length > 0 && (at === undefined || at < new Date(order.updatedAt));
  });
}
