import type { LineItem, Order, Refund } from "./state.ts";

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** What the customer still has or awaits of a line. */
export const currentQuantity = (line: LineItem) => line.quantity - line.removed - line.refunded;

export const unfulfilledQuantity = (line: LineItem) =>
  line.quantity - line.removed - line.refundedBeforeFulfillment - line.fulfilled;

export const amountOf = (refund: Refund) => sum(refund.transactions.map(({ amountCents }) => amountCents));

/** Amounts of an order in cents, as it was placed and as edits and refunds left it. */
export function orderFigures(order: Order) {
  const goods = (quantity: (line: LineItem) => number) =>
    sum(order.lines.map((line) => quantity(line) * line.variant.priceCents));
  const subtotal = goods(({ quantity }) => quantity);
  const currentSubtotal = goods(currentQuantity);
  const refunded = sum(order.refunds.map(amountOf));
  const shippingRefunded = sum(order.refunds.map(({ shippingCents }) => shippingCents));
  const goodwill = sum(
    order.refunds.map((refund) => Math.max(0, amountOf(refund) - itemised(order, refund))),
  );
  const received = order.sale.amountCents;
  const currentShipping = order.shippingCents - shippingRefunded;
  const currentTotal = currentSubtotal + currentShipping - goodwill;
  return {
    subtotal,
    total: subtotal + order.shippingCents,
    currentSubtotal,
    currentShipping,
    currentTotal,
    tax: includedTax(order, subtotal + order.shippingCents),
    currentTax: includedTax(order, currentTotal),
    received,
    refunded,
    shippingRefunded,
    net: received - refunded,
    outstanding: currentTotal - (received - refunded),
  };
}

export const includedTax = ({ taxRate }: Order, amount: number) =>
  Math.round((amount * taxRate) / (1 + taxRate));

function itemised(order: Order, refund: Refund): number {
  const goods = refund.lines.map(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return (line?.variant.priceCents ?? 0) * quantity;
  });
  return sum(goods) + refund.shippingCents;
}

export function financialStatus(order: Order): "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" {
  const { received, refunded } = orderFigures(order);
  if (refunded === 0) return "PAID";
  return refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED";
}

export function fulfillmentStatus(order: Order): "UNFULFILLED" | "PARTIALLY_FULFILLED" | "FULFILLED" {
  if (!order.lines.some(({ fulfilled }) => fulfilled > 0)) return "UNFULFILLED";
  return order.lines.some((line) => unfulfilledQuantity(line) > 0) ? "PARTIALLY_FULFILLED" : "FULFILLED";
}

/** Why an order can't be edited; empty where it can. */
export function editingObstacles(order: Order): string[] {
  if (order.cancelledAt) return ["Canceled orders can't be edited."];
  if (!order.lines.some((line) => unfulfilledQuantity(line) > 0))
    return ["Fulfilled orders can't be edited."];
  return [];
}
