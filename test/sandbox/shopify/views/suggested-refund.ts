import { idIn } from "../shop/ids.ts";
import { currentQuantity, includedTax, orderFigures } from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { Order, RestockType } from "../shop/state.ts";
import { moneyBag } from "./money.ts";
import { refundLineItemView } from "./refund.ts";
import { GATEWAY, transactionView } from "./transaction.ts";

export interface SuggestRefundArgs {
  refundLineItems?: { lineItemId: string; quantity: number; restockType?: RestockType | null }[] | null;
  refundShipping?: boolean | null;
  shippingAmount?: string | null;
  suggestFullRefund?: boolean | null;
}

/** A `SuggestedRefund`: what would be given back for these items and shipping. */
export function suggestedRefundView(shop: Shop, order: Order, args: SuggestRefundArgs) {
  const { net, currentShipping } = orderFigures(order);
  const lines = linesToRefund(order, args);
  const subtotal = lines.reduce((total, { line, quantity }) => total + line.variant.priceCents * quantity, 0);
  const wholeShipping = args.refundShipping || args.suggestFullRefund;
  const shipping = wholeShipping ? currentShipping : Math.round(Number(args.shippingAmount ?? 0) * 100);
  const amount = Math.min(net, subtotal + Math.min(shipping, currentShipping));
  return {
    amountSet: moneyBag(amount),
    subtotalSet: moneyBag(subtotal),
    discountedSubtotalSet: moneyBag(subtotal),
    maximumRefundableSet: moneyBag(net),
    totalTaxSet: moneyBag(includedTax(order, amount)),
    shipping: {
      amountSet: moneyBag(Math.min(shipping, currentShipping)),
      maximumRefundableSet: moneyBag(currentShipping),
    },
    refundLineItems: lines.map(({ line, quantity, restockType }) =>
      refundLineItemView(shop, order, { lineId: line.id, quantity, restockType }),
    ),
    suggestedTransactions:
      amount === 0
        ? []
        : [
            {
              kind: "SUGGESTED_REFUND",
              gateway: GATEWAY,
              formattedGateway: "Shopify Payments",
              amountSet: moneyBag(amount),
              maximumRefundableSet: moneyBag(net),
              parentTransaction: transactionView(order, order.sale),
              accountNumber: null,
              paymentDetails: null,
            },
          ],
  };
}

function linesToRefund(order: Order, { refundLineItems, suggestFullRefund }: SuggestRefundArgs) {
  if (suggestFullRefund) {
    const restockType: RestockType = order.fulfillments.length > 0 ? "RETURN" : "CANCEL";
    return order.lines
      .filter((line) => currentQuantity(line) > 0)
      .map((line) => ({ line, quantity: currentQuantity(line), restockType }));
  }
  return (refundLineItems ?? []).flatMap(({ lineItemId, quantity, restockType }) => {
    const line = order.lines.find(({ id }) => id === idIn("LineItem", lineItemId));
    if (!line) return [];
    const refundable = Math.min(quantity, currentQuantity(line));
    return [{ line, quantity: refundable, restockType: restockType ?? ("NO_RESTOCK" as const) }];
  });
}
