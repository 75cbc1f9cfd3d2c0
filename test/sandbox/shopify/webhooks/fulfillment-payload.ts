import { gid } from "../shop/ids.ts";
import { unfulfilledQuantity } from "../shop/order-figures.ts";
import type { Fulfillment, Order } from "../shop/state.ts";
import { restLine, time } from "./rest-parts.ts";

/** A fulfillment inside an order. */
export function fulfillmentPayload(order: Order, fulfillment: Fulfillment, index: number) {
  const { id, createdAt, deliveredAt, quantities, tracking } = fulfillment;
  const shipped = order.lines.filter((line) => (quantities.get(line.id) ?? 0) > 0);
  return {
    id,
    admin_graphql_api_id: gid("Fulfillment", id),
    order_id: order.id,
    name: `#${order.number}.${index + 1}`,
    created_at: time(createdAt),
    updated_at: time(deliveredAt ?? createdAt),
    status: "success",
    shipment_status: deliveredAt ? "delivered" : "in_transit",
    service: "manual",
    location_id: null,
    origin_address: {},
    receipt: {},
    line_items: shipped.map((line) => ({
      ...restLine(line, unfulfilledQuantity(line)),
      quantity: quantities.get(line.id),
    })),
    tracking_company: tracking?.company ?? null,
    tracking_number: tracking?.number ?? null,
    tracking_numbers: tracking ? [tracking.number] : [],
    tracking_url: tracking?.url ?? null,
    tracking_urls: tracking ? [tracking.url] : [],
  };
}
