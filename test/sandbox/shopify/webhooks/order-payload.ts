import { gid } from "../shop/ids.ts";
import {
  currentQuantity,
  financialStatus,
  fulfillmentStatus,
  orderFigures,
  unfulfilledQuantity,
} from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { Order } from "../shop/state.ts";
import { CURRENCY } from "../views/money.ts";
import { embeddedCustomer } from "./customer-payload.ts";
import { fulfillmentPayload } from "./fulfillment-payload.ts";
import { refundPayload } from "./refund-payload.ts";
import { amount, amountSet, restAddress, restLine, time } from "./rest-parts.ts";

/** The order as every `orders/…` topic but `orders/edited` carries it. */
export function orderPayload(shop: Shop, order: Order) {
  const { id, number, email, phone, createdAt, updatedAt, closedAt, cancelledAt } = order;
  const customer = shop.state.customers.get(order.customerId)!;
  const address = restAddress(order.shippingAddress, customer);
  const { domain } = shop.state.shop;
  return {
    id,
    admin_graphql_api_id: gid("Order", id),
    app_id: null,
    name: `#${number}`,
    number: number - 1000,
    order_number: number,
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    token: order.confirmationNumber.toLowerCase(),
    test: false,
    created_at: time(createdAt),
    processed_at: time(createdAt),
    updated_at: time(updatedAt),
    closed_at: closedAt && time(closedAt),
    cancelled_at: cancelledAt && time(cancelledAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    email,
    contact_email: email,
    phone,
    note: order.note,
    note_attributes: [],
    tags: order.tags.join(", "),
    buyer_accepts_marketing: customer.consent.email === "SUBSCRIBED",
    customer_locale: customer.locale,
    order_status_url: `https://${domain}/orders/${order.confirmationNumber}`,
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: restFulfillmentStatus(order),
    payment_gateway_names: ["shopify_payments"],
    ...prices(order),
    ...unused,
    billing_address: address,
    shipping_address: address,
    customer: embeddedCustomer(customer),
    line_items: order.lines.map((line) => ({
      ...restLine(line, unfulfilledQuantity(line)),
      attributed_staffs: [],
      current_quantity: currentQuantity(line),
      sales_line_item_group_id: null,
    })),
    fulfillments: order.fulfillments.map((fulfillment, index) =>
      fulfillmentPayload(order, fulfillment, index),
    ),
    refunds: order.refunds.map((refund) => refundPayload(order, refund)),
    shipping_lines: [shippingLine(order)],
  };
}

function prices(order: Order) {
  const figures = orderFigures(order);
  return {
    currency: CURRENCY,
    presentment_currency: CURRENCY,
    taxes_included: order.taxRate > 0,
    subtotal_price: amount(figures.subtotal),
    subtotal_price_set: amountSet(figures.subtotal),
    total_line_items_price: amount(figures.subtotal),
    total_line_items_price_set: amountSet(figures.subtotal),
    total_price: amount(figures.total),
    total_price_set: amountSet(figures.total),
    total_tax: amount(figures.tax),
    total_tax_set: amountSet(figures.tax),
    total_shipping_price_set: amountSet(order.shippingCents),
    total_outstanding: amount(figures.outstanding),
    total_discounts: "0.00",
    total_discounts_set: amountSet(0),
    total_tip_received: "0.00",
    total_weight: 0,
    total_cash_rounding_payment_adjustment_set: amountSet(0),
    total_cash_rounding_refund_adjustment_set: amountSet(0),
    current_subtotal_price: amount(figures.currentSubtotal),
    current_subtotal_price_set: amountSet(figures.currentSubtotal),
    current_total_price: amount(figures.currentTotal),
    current_total_price_set: amountSet(figures.currentTotal),
    current_total_tax: amount(figures.currentTax),
    current_total_tax_set: amountSet(figures.currentTax),
    current_shipping_price_set: amountSet(figures.currentShipping),
    current_total_discounts: "0.00",
    current_total_discounts_set: amountSet(0),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
  };
}

/** What this shop never uses, and receivers find there all the same. */
const unused = {
  browser_ip: null,
  cart_token: null,
  checkout_token: null,
  client_details: null,
  device_id: null,
  discount_applications: [],
  discount_codes: [],
  duties_included: false,
  estimated_taxes: false,
  landing_site: null,
  landing_site_ref: null,
  line_item_groups: [],
  location_id: null,
  merchant_business_entity_id: "MTU0ODM4MDAwOQ",
  merchant_of_record_app_id: null,
  payment_terms: null,
  po_number: null,
  reference: null,
  referring_site: null,
  returns: [],
  source_identifier: null,
  source_name: "web",
  source_url: null,
  tax_exempt: false,
  tax_lines: [],
  user_id: null,
};

function restFulfillmentStatus(order: Order): string | null {
  const status = fulfillmentStatus(order);
  if (status === "UNFULFILLED") return null;
  return status === "FULFILLED" ? "fulfilled" : "partial";
}

const shippingLine = ({ id, shippingCents }: Order) => ({
  id: id + 7,
  carrier_identifier: null,
  code: "Standard",
  title: "Standard",
  source: "shopify",
  phone: null,
  price: amount(shippingCents),
  price_set: amountSet(shippingCents),
  discounted_price: amount(shippingCents),
  discounted_price_set: amountSet(shippingCents),
  current_discounted_price_set: amountSet(shippingCents),
  discount_allocations: [],
  is_removed: false,
  requested_fulfillment_service_id: null,
  tax_lines: [],
});
