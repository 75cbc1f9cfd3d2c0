import { orderFigures, unfulfilledQuantity } from "./order-figures.ts";
import type { Shop } from "./shop.ts";
import type { Customer, Fulfillment, LineItem, Order, Refund, RestockType, Variant } from "./state.ts";

const EUROPEAN_UNION = new Set(["AT", "DE", "ES", "FR"]);

export interface NewOrder {
  number: number;
  customer: Customer;
  at: Date;
  lines: { variant: Variant; quantity: number }[];
  shippingCents: number;
}

/** Writes a paid order. */
export function placeOrder(shop: Shop, { number, customer, at, lines, shippingCents }: NewOrder): Order {
  const order: Order = {
    id: shop.nextId("Order"),
    number,
    customerId: customer.id,
    email: customer.email,
    phone: customer.phone,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    edited: false,
    note: null,
    tags: [],
    confirmationNumber: (number * 7_919_113).toString(36).toUpperCase().slice(-9).padStart(9, "M"),
    lines: lines.map(({ variant, quantity }) => newLine(shop, variant, quantity)),
    shippingCents,
    shippingAddress: customer.address,
    taxRate: EUROPEAN_UNION.has(customer.address.countryCode) ? 0.19 : 0,
    sale: { id: shop.nextId("OrderTransaction"), kind: "SALE", amountCents: 0, parentId: null, at },
    refunds: [],
    fulfillments: [],
  };
  order.sale.amountCents = orderFigures(order).total;
  shop.state.orders.set(order.id, order);
  return order;
}

const newLine = (shop: Shop, variant: Variant, quantity: number): LineItem => ({
  id: shop.nextId("LineItem"),
  variant,
  quantity,
  removed: 0,
  fulfilled: 0,
  refunded: 0,
  refundedBeforeFulfillment: 0,
});

/** Sends everything that is still to be sent. */
export function fulfil(
  shop: Shop,
  order: Order,
  shipment: Pick<Fulfillment, "deliveredAt" | "tracking"> & { at: Date },
): void {
  const quantities = new Map(order.lines.map((line) => [line.id, unfulfilledQuantity(line)]));
  for (const line of order.lines) line.fulfilled += quantities.get(line.id) ?? 0;
  const { at, deliveredAt, tracking } = shipment;
  order.fulfillments.push({
    id: shop.nextId("Fulfillment"),
    createdAt: at,
    deliveredAt,
    quantities,
    tracking,
  });
  order.updatedAt = deliveredAt ?? at;
  order.closedAt = at;
}

export interface NewRefund {
  at: Date;
  lines: { lineId: number; quantity: number; restockType?: RestockType }[];
  /** For lines that name none. */
  restockType?: RestockType;
  shippingCents: number;
  amountCents: number;
  note?: string | null;
}

/** Writes a refund and takes its items off the order. */
export function applyRefund(shop: Shop, order: Order, wanted: NewRefund): Refund {
  const { at, shippingCents, amountCents, note = null } = wanted;
  const refund: Refund = {
    id: shop.nextId("Refund"),
    createdAt: at,
    note,
    lines: [],
    shippingCents,
    transactions: [],
  };
  for (const { lineId, quantity, restockType = wanted.restockType ?? "NO_RESTOCK" } of wanted.lines) {
    refund.lines.push({ id: shop.nextId("RefundLineItem"), lineId, quantity, restockType });
    const line = order.lines.find(({ id }) => id === lineId)!;
    if (restockType !== "RETURN")
      line.refundedBeforeFulfillment += Math.min(quantity, unfulfilledQuantity(line));
    line.refunded += quantity;
  }
  if (amountCents > 0) {
    const id = shop.nextId("OrderTransaction");
    refund.transactions.push({ id, kind: "REFUND", amountCents, parentId: order.sale.id, at });
  }
  order.refunds.push(refund);
  order.updatedAt = at;
  return refund;
}
