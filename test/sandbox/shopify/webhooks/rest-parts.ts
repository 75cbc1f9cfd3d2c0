import { gid } from "../shop/ids.ts";
import type { Address, Customer, LineItem } from "../shop/state.ts";
import { nameOf } from "../views/address.ts";
import { CURRENCY } from "../views/money.ts";

/** REST's amounts keep both decimals: `54.00`. */
export const amount = (cents: number) => (cents / 100).toFixed(2);

export const amountSet = (cents: number) => {
  const money = { amount: amount(cents), currency_code: CURRENCY };
  return { shop_money: money, presentment_money: money };
};

/** REST's times have no fraction of a second. */
export const time = (at: Date) => at.toISOString().replace(/\.\d+Z$/, "Z");

/** An address with the person's name, as orders carry it. */
export const restAddress = (address: Address, person: Customer) => ({
  first_name: person.firstName,
  last_name: person.lastName,
  name: nameOf(person),
  company: null,
  address1: address.street,
  address2: null,
  zip: address.zip,
  city: address.city,
  province: address.region,
  province_code: null,
  country: address.country,
  country_code: address.countryCode,
  phone: person.phone,
  latitude: null,
  longitude: null,
});

/** What order and refund payloads both say of a line item. */
export const restLine = ({ id, variant, quantity }: LineItem, fulfillable: number) => ({
  id,
  admin_graphql_api_id: gid("LineItem", id),
  product_id: variant.productId,
  product_exists: true,
  variant_id: variant.id,
  variant_title: variant.title,
  variant_inventory_management: "shopify",
  title: variant.productTitle,
  name: `${variant.productTitle} - ${variant.title}`,
  sku: variant.sku,
  vendor: "Moorlicht",
  quantity,
  fulfillable_quantity: fulfillable,
  fulfillment_service: "manual",
  fulfillment_status: fulfillable === 0 ? "fulfilled" : null,
  gift_card: false,
  grams: 400,
  price: amount(variant.priceCents),
  price_set: amountSet(variant.priceCents),
  requires_shipping: true,
  taxable: true,
  total_discount: "0.00",
  total_discount_set: amountSet(0),
  discount_allocations: [],
  duties: [],
  properties: [],
  tax_lines: [],
});
