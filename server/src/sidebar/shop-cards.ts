import type { LifetimeValue, Sidebar } from "@sidethread/shared/sidebar";
import { z } from "zod";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { listRecentOrders } from "../orders/order-store.ts";
import type { Snapshot } from "../profiles/snapshot-store.ts";
import { isStale } from "./staleness.ts";

const RECENT = 5;

const klaviyoData = z.object({ value: z.custom<LifetimeValue>().nullable() });
const shopifyData = z.object({ orders: z.number() });

/** What the customer is worth, as Klaviyo predicts it. */
export function valueCard(klaviyo: Snapshot | null, connected: boolean, now: number): Sidebar["value"] {
  const known = klaviyoData.safeParse(klaviyo?.data);
  if (klaviyo?.asOf && known.success) {
    const stale = isStale("value", klaviyo.asOf, now);
    return { status: "ready", asOf: klaviyo.asOf.toISOString(), stale, data: known.data.value };
  }
  if (!connected) return { status: "not_connected", vendor: "klaviyo" };
  if (klaviyo?.failedSince) return failed("klaviyo", klaviyo.failedSince);
  return { status: "waiting" };
}

/** The customer's newest orders in the shop, and how many there are. */
export async function ordersCard(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
  shopify: Snapshot | null,
  connected: boolean,
  now: number,
): Promise<Sidebar["orders"]> {
  const known = shopifyData.safeParse(shopify?.data);
  if (shopify?.asOf && known.success) {
    const recent = await listRecentOrders(db, scope, profileId, RECENT);
    const stale = isStale("orders", shopify.asOf, now);
    return {
      status: "ready",
      asOf: shopify.asOf.toISOString(),
      stale,
      data: { total: known.data.orders, recent },
    };
  }
  if (!connected) return { status: "not_connected", vendor: "shopify" };
  if (shopify?.failedSince) return failed("shopify", shopify.failedSince);
  return { status: "waiting" };
}

const failed = (vendor: "klaviyo" | "shopify", since: Date) =>
  ({ status: "failed", vendor, since: since.toISOString() }) as const;
