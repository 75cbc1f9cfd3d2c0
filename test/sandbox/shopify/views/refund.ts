import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { Reference } from "../graphql/reference.ts";
import { gid } from "../shop/ids.ts";
import { amountOf, includedTax } from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { Order, Refund, RestockType } from "../shop/state.ts";
import { lineItemView } from "./line-item.ts";
import { decimal, money, moneyBag } from "./money.ts";
import { transactionView } from "./transaction.ts";

/** A `Refund`. */
export function refundView(shop: Shop, order: Order, refund: Refund) {
  const total = amountOf(refund);
  const at = refund.createdAt.toISOString();
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: String(refund.id),
    note: refund.note,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    totalRefunded: money(total),
    totalRefundedSet: moneyBag(total),
    order: new Reference("Order", order.id),
    refundLineItems: (args: ConnectionArgs, context: Context) =>
      connection(
        refund.lines.map((line) => refundLineItemView(shop, order, line)),
        args,
        context,
      ),
    transactions: (args: ConnectionArgs, context: Context) =>
      connection(
        refund.transactions.map((transaction) => transactionView(order, transaction)),
        args,
        context,
      ),
  };
}

interface RefundedLine {
  id?: number;
  lineId: number;
  quantity: number;
  restockType: RestockType;
}

/** A `RefundLineItem`; a suggested one has no id. */
export function refundLineItemView(
  shop: Shop,
  order: Order,
  { id, lineId, quantity, restockType }: RefundedLine,
) {
  const line = order.lines.find((candidate) => candidate.id === lineId)!;
  const subtotal = line.variant.priceCents * quantity;
  return {
    id: id === undefined ? null : gid("RefundLineItem", id),
    lineItem: () => lineItemView(shop, order, line),
    quantity,
    restockType,
    restocked: restockType !== "NO_RESTOCK",
    location: restockType === "NO_RESTOCK" ? null : { id: PRIMARY_LOCATION, name: "Warehouse" },
    price: decimal(line.variant.priceCents),
    priceSet: moneyBag(line.variant.priceCents),
    subtotal: decimal(subtotal),
    subtotalSet: moneyBag(subtotal),
    totalTaxSet: moneyBag(includedTax(order, subtotal)),
  };
}

const PRIMARY_LOCATION = gid("Location", 76_110_004_480);
