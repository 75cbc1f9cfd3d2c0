import type { Order } from "@sidethread/shared/sidebar";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const orders = sqliteTable(
  "orders",
  {
    accountId: text("account_id").notNull(),
    orderId: text("order_id").notNull(),
    profileId: text("profile_id").notNull(),
    placedAt: integer("placed_at", { mode: "timestamp_ms" }).notNull(),
    /** Shopify's `updatedAt`: what is older never replaces it. */
    updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
    data: text({ mode: "json" }).$type<Order>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.orderId] }),
    index("orders_profile").on(table.accountId, table.profileId, table.placedAt),
  ],
);
