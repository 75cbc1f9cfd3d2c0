import { gid } from "../shop/ids.ts";
import { includedTax, unfulfilledQuantity } from "../shop/order-figures.ts";
import type { Order, Refund, RefundLine, Transaction } from "../shop/state.ts";
import { CURRENCY } from "../views/money.ts";
import { amount, amountSet, restLine, time } from "./rest-parts.ts";

/** `refunds/create`, and a refund inside an order. */
export function refundPayload(order: Order, refund: Refund) {
  const { id, createdAt, note, lines, shippingCents, transactions } = refund;
  return {
    id,
    admin_graphql_api_id: gid("Refund", id),
    order_id: order.id,
    created_at: time(createdAt),
    processed_at: time(createdAt),
    note,
    user_id: null,
    duties: [],
    total_duties_set: amountSet(0),
    return: null,
    restock: lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    order_adjustments: [],
    refund_line_items: lines.map((line) => refundedLine(order, line)),
    refund_shipping_lines:
      shippingCents > 0 ? [{ id: id + 1, subtotal_amount_set: amountSet(shippingCents) }] : [],
    transactions: transactions.map((transaction) => refundTransaction(order, transaction)),
  };
}

/** Here REST says `currency`, not `currency_code`. */
const NOTHING = { amount: "0.0", currency: CURRENCY };

function refundTransaction(order: Order, { id, amountCents, parentId, at }: Transaction) {
  return {
    id,
    admin_graphql_api_id: gid("OrderTransaction", id),
    order_id: order.id,
    parent_id: parentId,
    kind: "refund",
    status: "success",
    gateway: "shopify_payments",
    message: "Transaction approved",
    amount: amount(amountCents),
    amount_rounding: null,
    currency: CURRENCY,
    total_unsettled_set: { shop_money: NOTHING, presentment_money: NOTHING },
    created_at: time(at),
    processed_at: time(at),
    authorization: null,
    payment_id: `#${order.number}.${order.refunds.length + 1}`,
    manual_payment_gateway: false,
    receipt: {},
    source_name: "web",
    error_code: null,
    device_id: null,
    location_id: null,
    user_id: null,
    test: false,
  };
}

function refundedLine(order: Order, { id, lineId, quantity, restockType }: RefundLine) {
  const line = order.lines.find((candidate) => candidate.id === lineId)!;
  const subtotal = line.variant.priceCents * quantity;
  const tax = includedTax(order, subtotal);
  return {
    id,
    line_item_id: lineId,
    quantity,
    location_id: null,
    restock_type: restockType.toLowerCase(),
    subtotal: subtotal / 100,
    subtotal_set: amountSet(subtotal),
    total_tax: tax / 100,
    total_tax_set: amountSet(tax),
    line_item: restLine(line, unfulfilledQuantity(line)),
  };
}
