import type { GraphQLResolveInfo } from "graphql";
import { DAY_MS } from "../../world/draws.ts";
import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { type Searchable, search } from "../graphql/search.ts";
import { financialStatus, fulfillmentStatus, orderFigures } from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { Order } from "../shop/state.ts";
import { orderView } from "./order.ts";

export interface OrderListArgs extends ConnectionArgs {
  query?: string | null;
  sortKey?: string | null;
}

const SORTS: Record<string, (order: Order) => number> = {
  CREATED_AT: ({ createdAt }) => createdAt.getTime(),
  PROCESSED_AT: ({ createdAt }) => createdAt.getTime(),
  UPDATED_AT: ({ updatedAt }) => updatedAt.getTime(),
  ORDER_NUMBER: ({ number }) => number,
  TOTAL_PRICE: (order) => orderFigures(order).total,
  CURRENT_TOTAL_PRICE: (order) => orderFigures(order).currentTotal,
};

const RECENT_MS = 60 * DAY_MS;

/** Orders without `read_all_orders` go back 60 days. */
export const isVisible = (order: Order, { scopes }: Context) =>
  scopes.has("read_all_orders") || order.createdAt.getTime() > Date.now() - RECENT_MS;

/** An `OrderConnection`, sorted by id unless asked otherwise. */
export function listOrders(
  orders: Order[],
  args: OrderListArgs,
  context: Context,
  { path }: GraphQLResolveInfo,
) {
  const visible = orders.filter((order) => isVisible(order, context));
  const found = search(visible, args.query, (order) => searchable(context.shop, order), {
    context,
    path: [path.key],
  });
  const by = SORTS[args.sortKey ?? "ID"] ?? (({ id }: Order) => id);
  const sorted = found.toSorted((a, b) => by(a) - by(b) || a.id - b.id);
  return connection(
    sorted.map((order) => orderView(context.shop, order)),
    args,
    context,
  );
}

function searchable(shop: Shop, order: Order): Searchable {
  const customer = shop.state.customers.get(order.customerId);
  const status = order.cancelledAt ? "cancelled" : order.closedAt ? "closed" : "open";
  return {
    default: [order.email ?? "", `#${order.number}`, customer?.lastName ?? "", customer?.firstName ?? ""],
    id: order.id,
    name: [`#${order.number}`, String(order.number)],
    email: order.email,
    customer_id: order.customerId,
    confirmation_number: order.confirmationNumber,
    created_at: order.createdAt,
    processed_at: order.createdAt,
    updated_at: order.updatedAt,
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    status: [status, "any"],
    sku: order.lines.map(({ variant }) => variant.sku),
    tag: order.tags,
    test: false,
  };
}
