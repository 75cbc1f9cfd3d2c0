import type { Order, World } from "../world/world.ts";
import type { PastOrder } from "./predictions.ts";

/** An order with what it was worth when placed, and what of it the shop kept. */
export interface OrderValue extends PastOrder {
  order: Order;
  totalCents: number;
  items: { title: string; variant: string; sku: string; quantity: number; price: number }[];
}

/** Every order of the world, oldest first. Of a partial refund, one unit of the first line went back. */
export function orderValues({ products, orders }: Pick<World, "products" | "orders">): OrderValue[] {
  const variants = new Map(
    products.flatMap(({ title, variants }) =>
      variants.map((variant) => [variant.key, { ...variant, product: title }]),
    ),
  );
  return orders
    .toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
    .map((order) => {
      const lines = order.lines.map(({ variant, quantity }) => ({ ...variants.get(variant)!, quantity }));
      const goods = lines.reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0);
      const totalCents = goods + order.shippingCents;
      const returned = order.state === "partially_refunded" ? (lines[0]?.priceCents ?? 0) : 0;
      const kept = order.state !== "cancelled" && order.state !== "refunded";
      return {
        order,
        placedAt: order.placedAt,
        totalCents,
        netCents: kept ? totalCents - returned : 0,
        items: lines.map(({ product, title, sku, quantity, priceCents }) => ({
          title: product,
          variant: title,
          sku,
          quantity,
          price: priceCents / 100,
        })),
      };
    });
}
