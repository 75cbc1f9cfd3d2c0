import { createRandom } from "../kit/random.ts";
import { drawCustomers, segmentsOf } from "./customers.ts";
import { createDraws, type Draws, daysBefore } from "./draws.ts";
import { drawOrders, numberOrders } from "./orders.ts";
import { priceOf, products } from "./products.ts";
import { agents, brands, groups } from "./staff.ts";
import { drawTickets } from "./tickets.ts";
import type { Campaign, Customer, Order, World } from "./world.ts";

/** The make-believe shop. The same seed and `now` give deeply equal worlds. */
export function createWorld({ seed = 1, now }: { seed?: number; now: Date }): World {
  const drawsFor = (name: string): Draws => createDraws(createRandom(mix(seed, name)));
  const joined = drawCustomers((key) => drawsFor(`customer ${key}`), now);
  const orders = numberOrders(
    joined.flatMap((customer) => drawOrders(drawsFor(`orders ${customer.key}`), customer, now)),
  );
  const customers = joined.map((customer) => withOrders(customer, orders, now));
  return structuredClone({
    now,
    account: {
      subdomain: "moorlicht",
      name: "Moorlicht",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      shopDomain: "moorlicht.myshopify.com",
    },
    brands,
    groups,
    agents,
    customers,
    products,
    orders,
    tickets: drawTickets(drawsFor("tickets"), orders, now),
    campaign: autumnSale(customers, now),
    smsNumber: "+4917604069099",
  });
}

/** Each part of the world has its own stream, so that one more draw in a part leaves the others as they were. */
function mix(seed: number, name: string): number {
  let mixed = seed;
  for (const character of name) mixed = (Math.imul(mixed, 31) + character.codePointAt(0)!) >>> 0;
  return mixed;
}

function withOrders(customer: Customer, orders: Order[], now: Date): Customer {
  const own = orders.filter((order) => order.customer === customer.key);
  const spentCents = own
    .filter(({ state }) => state !== "cancelled" && state !== "refunded")
    .flatMap(({ lines }) => lines)
    .reduce((sum, { variant, quantity }) => sum + priceOf(variant) * quantity, 0);
  return {
    ...customer,
    segments: segmentsOf(customer, own, now),
    properties: { ...customer.properties, loyalty_points: Math.floor(spentCents / 100) },
  };
}

function autumnSale(customers: Customer[], now: Date): Campaign {
  const sentAt = daysBefore(now, 3);
  sentAt.setUTCHours(9, 30, 0, 0);
  const recipients = customers.filter(
    ({ consent }) => consent.sms === "SUBSCRIBED" && consent.since < sentAt,
  );
  return {
    key: "autumn-sale",
    name: "Autumn sale",
    text: "Moorlicht autumn sale: 20 % off coats and boots until Sunday. https://moorlicht.example/autumn Text STOP to opt out.",
    sentAt,
    recipients: recipients.map(({ key }) => key),
  };
}
