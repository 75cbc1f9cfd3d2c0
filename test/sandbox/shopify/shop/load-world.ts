import { DAY_MS, HOUR_MS } from "../../world/draws.ts";
import type { World, Customer as WorldCustomer, Order as WorldOrder } from "../../world/world.ts";
import { applyRefund, fulfil, placeOrder } from "./changes.ts";
import { orderFigures } from "./order-figures.ts";
import type { Shop } from "./shop.ts";
import type { Customer, Variant } from "./state.ts";

/** Fills an empty shop with the world's products, customers and orders; no webhook is sent for them. */
export function loadWorld(shop: Shop, world: World): void {
  Object.assign(shop.state.shop, { name: world.account.name, timeZone: world.account.timeZone });
  const variants = loadProducts(shop, world);
  const customers = new Map(world.customers.map((customer) => [customer.key, loadCustomer(shop, customer)]));
  for (const order of world.orders)
    loadOrder(shop, order, customers.get(order.customer)!, variants, world.now);
}

function loadProducts(shop: Shop, world: World): Map<string, Variant> {
  const variants = new Map<string, Variant>();
  for (const product of world.products) {
    const productId = shop.nextId("Product");
    for (const { key, title, sku, priceCents } of product.variants) {
      const id = shop.nextId("ProductVariant");
      const variant = { id, productId, title, productTitle: product.title, sku, priceCents };
      shop.state.variants.set(id, variant);
      variants.set(key, variant);
    }
  }
  return variants;
}

function loadCustomer(shop: Shop, known: WorldCustomer): Customer {
  const { firstName, lastName, email, phone, street, zip, city, region, country, countryCode } = known;
  const customer: Customer = {
    id: shop.nextId("Customer"),
    firstName,
    lastName,
    email,
    phone,
    locale: known.locale,
    address: { street, zip, city, region, country, countryCode },
    consent: known.consent,
    note: null,
    tags: known.segments.includes("VIP") ? ["VIP"] : [],
    createdAt: known.createdAt,
    updatedAt: known.createdAt,
  };
  shop.state.customers.set(customer.id, customer);
  return customer;
}

function loadOrder(
  shop: Shop,
  { number, placedAt, lines, shippingCents, state, tracking }: WorldOrder,
  customer: Customer,
  variants: Map<string, Variant>,
  now: Date,
): void {
  const after = (milliseconds: number) =>
    new Date(Math.min(placedAt.getTime() + milliseconds, now.getTime()));
  const order = placeOrder(shop, {
    number,
    customer,
    at: placedAt,
    shippingCents,
    lines: lines.map(({ variant, quantity }) => ({ variant: variants.get(variant)!, quantity })),
  });
  if (tracking) {
    const deliveredAt = state === "fulfilled" ? null : after(5 * DAY_MS);
    fulfil(shop, order, { at: after(2 * DAY_MS), deliveredAt, tracking });
  }
  const everything = order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const { total } = orderFigures(order);
  if (state === "cancelled") {
    order.cancelReason = "CUSTOMER";
    order.cancelledAt = after(3 * HOUR_MS);
    const at = order.cancelledAt;
    applyRefund(shop, order, {
      at,
      lines: everything,
      restockType: "CANCEL",
      shippingCents,
      amountCents: total,
    });
  }
  if (state === "refunded") {
    const at = after(12 * DAY_MS);
    applyRefund(shop, order, {
      at,
      lines: everything,
      restockType: "RETURN",
      shippingCents,
      amountCents: total,
    });
  }
  if (state === "partially_refunded") {
    const amountCents = Math.round(total * 0.2);
    const note = "Goodwill for a scratch";
    applyRefund(shop, order, { at: after(12 * DAY_MS), lines: [], shippingCents: 0, amountCents, note });
  }
}
