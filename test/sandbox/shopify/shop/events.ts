import { customerPayload } from "../webhooks/customer-payload.ts";
import { orderPayload } from "../webhooks/order-payload.ts";
import { fulfil, placeOrder } from "./changes.ts";
import { type Shop, touch } from "./shop.ts";
import type { Customer, Order } from "./state.ts";

/** What happens in a shop without the API: customers buy, the warehouse ships. */
export interface ShopEvents {
  placeOrder(wanted: { email: string; lines: { sku: string; quantity: number }[] }): Order;
  fulfilOrder(number: number): Order;
  createCustomer(details: Pick<Customer, "firstName" | "lastName" | "email" | "phone">): Customer;
  updateCustomer(
    id: number,
    change: Partial<Pick<Customer, "firstName" | "lastName" | "email" | "phone" | "tags">>,
  ): Customer;
}

const SHIPPING_CENTS = 490;

export function createEvents(shop: Shop): ShopEvents {
  const { state } = shop;
  return {
    placeOrder({ email, lines }) {
      const customer = found(
        Array.from(state.customers.values()).find((candidate) => candidate.email === email),
        `customer ${email}`,
      );
      const order = placeOrder(shop, {
        number: Math.max(1000, ...Array.from(state.orders.values(), ({ number }) => number)) + 1,
        customer,
        at: new Date(),
        shippingCents: SHIPPING_CENTS,
        lines: lines.map(({ sku, quantity }) => ({ variant: variantBySku(sku), quantity })),
      });
      shop.publish("orders/create", orderPayload(shop, order));
      shop.publish("orders/paid", orderPayload(shop, order));
      return order;
    },
    fulfilOrder(number) {
      const order = found(
        Array.from(state.orders.values()).find((candidate) => candidate.number === number),
        `order #${number}`,
      );
      const tracking = `0034${String(order.id).slice(-10)}`;
      const url = `https://tracking.example/dhl/${tracking}`;
      fulfil(shop, order, {
        at: touch(order),
        deliveredAt: null,
        tracking: { company: "DHL", number: tracking, url },
      });
      shop.publish("orders/fulfilled", orderPayload(shop, order));
      shop.publish("orders/updated", orderPayload(shop, order));
      return order;
    },
    createCustomer(details) {
      const at = new Date();
      const customer: Customer = {
        ...details,
        id: shop.nextId("Customer"),
        locale: "de-DE",
        address: {
          street: "Deichstraße 1",
          zip: "20459",
          city: "Hamburg",
          region: null,
          country: "Germany",
          countryCode: "DE",
        },
        consent: { email: "NEVER_SUBSCRIBED", sms: "NEVER_SUBSCRIBED", since: at },
        note: null,
        tags: [],
        createdAt: at,
        updatedAt: at,
      };
      state.customers.set(customer.id, customer);
      shop.publish("customers/create", customerPayload(customer));
      return customer;
    },
    updateCustomer(id, change) {
      const customer = found(state.customers.get(id), `customer ${id}`);
      Object.assign(customer, change, { updatedAt: new Date() });
      shop.publish("customers/update", customerPayload(customer));
      return customer;
    },
  };

  function variantBySku(sku: string) {
    return found(
      Array.from(state.variants.values()).find((candidate) => candidate.sku === sku),
      `variant ${sku}`,
    );
  }
}

export class NotInShop extends Error {}

function found<Item>(item: Item | undefined, what: string): Item {
  if (item === undefined) throw new NotInShop(`The shop has no ${what}`);
  return item;
}
