import { Reference } from "../graphql/reference.ts";
import { gid } from "../shop/ids.ts";
import type { Fulfillment, Order } from "../shop/state.ts";

/** A `Fulfillment`. */
export function fulfillmentView(order: Order, fulfillment: Fulfillment) {
  const { id, createdAt, deliveredAt, quantities, tracking } = fulfillment;
  const position = order.fulfillments.indexOf(fulfillment) + 1;
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", id),
    legacyResourceId: String(id),
    name: `#${order.number}-F${position}`,
    status: "SUCCESS",
    displayStatus: deliveredAt ? "DELIVERED" : "IN_TRANSIT",
    createdAt: createdAt.toISOString(),
    updatedAt: (deliveredAt ?? createdAt).toISOString(),
    inTransitAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
    totalQuantity: Array.from(quantities.values()).reduce((total, quantity) => total + quantity, 0),
    trackingInfo: tracking ? [tracking] : [],
    order: new Reference("Order", order.id),
  };
}
