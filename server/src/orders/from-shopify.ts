import type { Order, OrderState } from "@sidethread/shared/sidebar";
import type { ShopifyOrder } from "../vendors/shopify/client.ts";

/** One word for where an order stands: money that went back first, then the parcel. */
function orderState(order: ShopifyOrder): OrderState {
  if (order.cancelledAt) return "cancelled";
  if (order.displayFinancialStatus === "REFUNDED") return "refunded";
  if (order.displayFinancialStatus === "PARTIALLY_REFUNDED") return "partially_refunded";
  const parcels = order.fulfillments.map(({ displayStatus }) => displayStatus);
  if (parcels.length > 0 && parcels.every((status) => status === "DELIVERED")) return "delivered";
  if (order.displayFulfillmentStatus === "FULFILLED") return "fulfilled";
  if (order.displayFulfillmentStatus === "PARTIALLY_FULFILLED") return "partially_fulfilled";
  return "unfulfilled";
}

type Amount = ShopifyOrder["totalPriceSet"];

const money = ({ shopMoney: { amount, currencyCode } }: Amount) => ({ amount, currency: currencyCode });

/** An order as the sidebar shows it. What was cancelled or sent back keeps the price it had. */
export function orderFrom(order: ShopifyOrder, shop: string): Order {
  const left = Number(order.currentTotalPriceSet.shopMoney.amount) > 0;
  return {
    id: order.id,
    name: order.name,
    placedAt: new Date(order.processedAt).toISOString(),
    total: money(left ? order.currentTotalPriceSet : order.totalPriceSet),
    state: orderState(order),
    items: order.lineItems.nodes.map(({ title, variantTitle, quantity, originalUnitPriceSet }) => ({
      title,
      variant: variantTitle,
      quantity,
      price: money(originalUnitPriceSet),
    })),
    tracking: order.fulfillments.flatMap(({ trackingInfo }) =>
      trackingInfo.map(({ company, number, url }) => ({
        company,
        number,
        url: isWebAddress(url) ? url : null,
      })),
    ),
    url: `https://${shop}/admin/orders/${order.legacyResourceId}`,
  };
}

const isWebAddress = (url: string | null): url is string =>
  url !== null && /^https?:\/\//.test(url) && URL.canParse(url);
