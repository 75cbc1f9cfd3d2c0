import { gid } from "../shop/ids.ts";
import { currentQuantity, editingObstacles, unfulfilledQuantity } from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { LineItem, Order } from "../shop/state.ts";
import { decimal, moneyBag } from "./money.ts";
import { productImage, variantView } from "./variant.ts";

/** A `LineItem`. */
export function lineItemView(shop: Shop, order: Order, line: LineItem) {
  const { id, variant, quantity } = line;
  const current = currentQuantity(line);
  const unfulfilled = unfulfilledQuantity(line);
  const status = unfulfilled === 0 ? "fulfilled" : line.fulfilled > 0 ? "partial" : "unfulfilled";
  const unitPrice = moneyBag(variant.priceCents);
  const total = moneyBag(variant.priceCents * quantity);
  return {
    __typename: "LineItem",
    id: gid("LineItem", id),
    name: `${variant.productTitle} - ${variant.title}`,
    title: variant.productTitle,
    variantTitle: variant.title,
    sku: variant.sku,
    vendor: "Moorlicht",
    quantity,
    currentQuantity: current,
    refundableQuantity: current,
    unfulfilledQuantity: unfulfilled,
    fulfillableQuantity: unfulfilled,
    fulfillmentStatus: status,
    merchantEditable: unfulfilled > 0 && editingObstacles(order).length === 0,
    restockable: current > 0,
    requiresShipping: true,
    taxable: true,
    image: productImage(shop, variant),
    variant: variantView(shop, variant),
    originalUnitPriceSet: unitPrice,
    discountedUnitPriceSet: unitPrice,
    discountedUnitPriceAfterAllDiscountsSet: unitPrice,
    originalUnitPrice: decimal(variant.priceCents),
    originalTotalSet: total,
    discountedTotalSet: total,
    totalDiscountSet: moneyBag(0),
  };
}
