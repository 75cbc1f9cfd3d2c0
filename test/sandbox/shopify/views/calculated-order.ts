import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { Reference } from "../graphql/reference.ts";
import { gid } from "../shop/ids.ts";
import { currentQuantity, orderFigures } from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { LineItem, Order, OrderEdit } from "../shop/state.ts";
import { moneyBag } from "./money.ts";
import { productImage, variantView } from "./variant.ts";

/** A `CalculatedOrder`: the order as the edit would leave it. */
export function calculatedOrderView(shop: Shop, order: Order, edit: OrderEdit) {
  const figures = orderFigures(order);
  const subtotal = order.lines.reduce(
    (total, line) => total + editedQuantity(edit, line) * line.variant.priceCents,
    0,
  );
  const change = subtotal - figures.currentSubtotal;
  return {
    __typename: "CalculatedOrder",
    id: gid("CalculatedOrder", edit.id),
    committed: edit.committed,
    originalOrder: new Reference("Order", order.id),
    subtotalLineItemsQuantity: order.lines.reduce((total, line) => total + editedQuantity(edit, line), 0),
    subtotalPriceSet: moneyBag(subtotal),
    totalPriceSet: moneyBag(figures.currentTotal + change),
    totalOutstandingSet: moneyBag(figures.outstanding + change),
    lineItems: (args: ConnectionArgs, context: Context) =>
      connection(
        order.lines.map((line) => calculatedLineItemView(shop, edit, line)),
        args,
        context,
      ),
  };
}

/** A `CalculatedLineItem`. */
export function calculatedLineItemView(shop: Shop, edit: OrderEdit, line: LineItem) {
  const quantity = editedQuantity(edit, line);
  const sent = sentQuantity(line);
  return {
    __typename: "CalculatedLineItem",
    id: gid("CalculatedLineItem", line.id),
    title: line.variant.productTitle,
    variantTitle: line.variant.title,
    sku: line.variant.sku,
    quantity,
    editableQuantity: quantity - sent,
    editableQuantityBeforeChanges: currentQuantity(line) - sent,
    restockable: true,
    restocking: edit.restocked.has(line.id),
    variant: variantView(shop, line.variant),
    image: productImage(shop, line.variant),
    originalUnitPriceSet: moneyBag(line.variant.priceCents),
    discountedUnitPriceSet: moneyBag(line.variant.priceCents),
    editableSubtotalSet: moneyBag((quantity - sent) * line.variant.priceCents),
    uneditableSubtotalSet: moneyBag(sent * line.variant.priceCents),
  };
}

/** How many of a line the customer has: those an edit can't take back. */
export const sentQuantity = (line: LineItem) =>
  line.fulfilled - (line.refunded - line.refundedBeforeFulfillment);

const editedQuantity = (edit: OrderEdit, line: LineItem) =>
  edit.quantities.get(line.id) ?? currentQuantity(line);
