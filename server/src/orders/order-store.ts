import type { Order } from "@sidethread/shared/sidebar";
import { and, desc, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { orders } from "../database/schema/orders.ts";
import type { Transaction } from "../database/transaction.ts";

/** Keeps an order as the shop has it, unless we know something newer. */
export async function saveOrder(
  tx: Transaction,
  { accountId }: AccountScope,
  profileId: string,
  data: Order,
  updatedAt: Date,
): Promise<void> {
  const row = { profileId, placedAt: new Date(data.placedAt), updatedAt, data };
  await tx
    .insert(orders)
    .values({ ...row, accountId, orderId: data.id })
    .onConflictDoUpdate({
      target: [orders.accountId, orders.orderId],
      set: row,
      setWhere: sql`${orders.updatedAt} <= excluded.updated_at`,
    });
}

/** A person's newest orders. */
export async function listRecentOrders(
  db: Queryable,
  { accountId }: AccountScope,
  profileId: string,
  limit: number,
): Promise<Order[]> {
  const rows = await db
    .select({ data: orders.data })
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.profileId, profileId)))
    .orderBy(desc(orders.placedAt))
    .limit(limit);
  return rows.map(({ data }) => data);
}
