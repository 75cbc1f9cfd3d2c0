import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { Reference } from "../graphql/reference.ts";
import { gid } from "../shop/ids.ts";
import {
  currentQuantity,
  editingObstacles,
  financialStatus,
  fulfillmentStatus,
  orderFigures,
  unfulfilledQuantity,
} from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { Order } from "../shop/state.ts";
import { addressView } from "./address.ts";
import { fulfillmentView } from "./fulfillment.ts";
import { lineItemView } from "./line-item.ts";
import { CURRENCY, decimal, moneyBag } from "./money.ts";
import { refundView } from "./refund.ts";
import { type SuggestRefundArgs, suggestedRefundView } from "./suggested-refund.ts";
import { transactionView } from "./transaction.ts";

interface ListArgs {
  first?: number | null;
}

const upTo = <Item>(items: Item[], { first }: ListArgs) => items.slice(0, first ?? items.length);

/** An `Order`. */
export function orderView(shop: Shop, order: Order): Record<string, unknown> {
  const { id, number, lines, createdAt, updatedAt, cancelledAt, closedAt } = order;
  const customer = shop.state.customers.get(order.customerId);
  const figures = orderFigures(order);
  const obstacles = editingObstacles(order);
  const address = customer && addressView(id, order.shippingAddress, customer);
  const transactions = [order.sale, ...order.refunds.flatMap((refund) => refund.transactions)];
  return {
    __typename: "Order",
    id: gid("Order", id),
    legacyResourceId: String(id),
    name: `#${number}`,
    number,
    confirmationNumber: order.confirmationNumber,
    email: order.email,
    phone: order.phone,
    note: order.note,
    tags: order.tags,
    createdAt: createdAt.toISOString(),
    processedAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    cancelledAt: cancelledAt?.toISOString() ?? null,
    cancelReason: order.cancelReason,
    closed: closedAt !== null || cancelledAt !== null,
    closedAt: closedAt?.toISOString() ?? null,
    confirmed: true,
    edited: order.edited,
    test: false,
    sourceName: "web",
    statusPageUrl: `https://${shop.state.shop.domain}/orders/${order.confirmationNumber}`,
    displayFinancialStatus: financialStatus(order),
    displayFulfillmentStatus: fulfillmentStatus(order),
    fullyPaid: figures.outstanding <= 0,
    unpaid: false,
    currencyCode: CURRENCY,
    presentmentCurrencyCode: CURRENCY,
    taxesIncluded: order.taxRate > 0,
    subtotalPriceSet: moneyBag(figures.subtotal),
    currentSubtotalPriceSet: moneyBag(figures.currentSubtotal),
    totalPriceSet: moneyBag(figures.total),
    originalTotalPriceSet: moneyBag(figures.received),
    currentTotalPriceSet: moneyBag(figures.currentTotal),
    currentTotalTaxSet: moneyBag(figures.currentTax),
    currentShippingPriceSet: moneyBag(figures.currentShipping),
    totalShippingPriceSet: moneyBag(order.shippingCents),
    totalTaxSet: moneyBag(figures.tax),
    totalDiscountsSet: moneyBag(0),
    totalReceivedSet: moneyBag(figures.received),
    totalRefundedSet: moneyBag(figures.refunded),
    totalRefundedShippingSet: moneyBag(figures.shippingRefunded),
    totalOutstandingSet: moneyBag(figures.outstanding),
    netPaymentSet: moneyBag(figures.net),
    netPayment: decimal(figures.net),
    totalPrice: decimal(figures.total),
    merchantEditable: obstacles.length === 0,
    merchantEditableErrors: obstacles,
    refundable: figures.net > 0,
    restockable: lines.some((line) => currentQuantity(line) > 0),
    canNotifyCustomer: order.email !== null,
    fulfillable: lines.some((line) => unfulfilledQuantity(line) > 0) && !cancelledAt,
    requiresShipping: true,
    customer: new Reference("Customer", order.customerId),
    customerLocale: customer?.locale,
    customerAcceptsMarketing: customer?.consent.email === "SUBSCRIBED",
    shippingAddress: address,
    billingAddress: address,
    displayAddress: address,
    billingAddressMatchesShippingAddress: true,
    subtotalLineItemsQuantity: lines.reduce((total, { quantity }) => total + quantity, 0),
    currentSubtotalLineItemsQuantity: lines.reduce((total, line) => total + currentQuantity(line), 0),
    lineItems: (args: ConnectionArgs, context: Context) =>
      connection(
        lines.map((line) => lineItemView(shop, order, line)),
        args,
        context,
      ),
    fulfillments: (args: ListArgs) =>
      upTo(order.fulfillments, args).map((fulfillment) => fulfillmentView(order, fulfillment)),
    refunds: (args: ListArgs) => upTo(order.refunds, args).map((refund) => refundView(shop, order, refund)),
    transactions: (args: ListArgs) => upTo(transactions, args).map((one) => transactionView(order, one)),
    paymentGatewayNames: ["shopify_payments"],
    suggestedRefund: (args: SuggestRefundArgs) => suggestedRefundView(shop, order, args),
  };
}
