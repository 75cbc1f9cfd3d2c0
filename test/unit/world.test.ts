import { describe, expect, test } from "vitest";
import { createWorld } from "../sandbox/world/create-world.ts";
import { priceOf } from "../sandbox/world/products.ts";

const now = new Date("2026-11-21T10:00:00Z");
const unique = (values: unknown[]) => new Set(values).size === values.length;

test("the same seed and time give deeply equal worlds", () => {
  expect(createWorld({ seed: 7, now })).toEqual(createWorld({ seed: 7, now }));
});

test("another seed gives other orders and the same people", () => {
  const [one, two] = [createWorld({ seed: 1, now }), createWorld({ seed: 2, now })];
  expect(one.orders).not.toEqual(two.orders);
  expect(one.customers.map(({ email }) => email)).toEqual(two.customers.map(({ email }) => email));
});

test("a world that somebody changed leaves the next one alone", () => {
  const changed = createWorld({ now });
  changed.products[0]!.variants[0]!.priceCents = 1;
  changed.agents.pop();
  expect(createWorld({ now }).agents).toHaveLength(5);
  expect(createWorld({ now }).products[0]!.variants[0]!.priceCents).not.toBe(1);
});

describe.each([1, 2, 3, 4, 5])("seed %i", (seed) => {
  const { account, agents, brands, campaign, customers, groups, orders, products, smsNumber, tickets } =
    createWorld({ seed, now });
  const customer = (key: string) => customers.find((candidate) => candidate.key === key)!;
  const ordersOf = (key: string) => orders.filter((order) => order.customer === key);

  test("has the shop's people", () => {
    expect(account.currency).toBe("EUR");
    expect(brands.filter((brand) => brand.default)).toHaveLength(1);
    expect(agents.filter(({ role }) => role === "admin")).toHaveLength(2);
    expect(agents.every(({ group }) => groups.some(({ key }) => key === group))).toBe(true);
    expect(customers).toHaveLength(40);
    expect(new Set(customers.map(({ locale }) => locale.slice(0, 2)))).toEqual(
      new Set(["de", "en", "fr", "es", "ko"]),
    );
  });

  test("nobody shares a key, an address or a number", () => {
    expect(unique(customers.map(({ key }) => key))).toBe(true);
    expect(unique([...customers, ...agents].map(({ email }) => email))).toBe(true);
    expect(unique([...customers.map(({ phone }) => phone), smsNumber])).toBe(true);
    for (const { phone, email } of customers) {
      expect(phone).toMatch(/^\+[1-9]\d{6,14}$/);
      expect(email).toMatch(/^[a-z.]+@example\.(com|org|net)$/);
    }
  });

  test("time runs forwards", () => {
    for (const { createdAt, consent } of customers) {
      expect(createdAt <= consent.since && consent.since <= now).toBe(true);
    }
    for (const { placedAt, customer: key } of orders) {
      expect(placedAt > customer(key).createdAt && placedAt < now).toBe(true);
    }
    for (const { comments, createdAt, requester } of tickets) {
      expect(createdAt > customer(requester).createdAt).toBe(true);
      const times = [createdAt, ...comments.map(({ at }) => at), now].map(Number);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  test("orders are numbered by date and sell what the shop has", () => {
    expect(orders.map(({ number }) => number)).toEqual(orders.map((_, index) => 1001 + index));
    expect(orders.map(({ placedAt }) => +placedAt)).toEqual(
      orders.map(({ placedAt }) => +placedAt).toSorted((a, b) => a - b),
    );
    expect(unique(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)))).toBe(true);
    for (const { lines } of orders) {
      expect(lines.length).toBeGreaterThan(0);
      expect(unique(lines.map(({ variant }) => variant))).toBe(true);
      for (const { variant } of lines) expect(priceOf(variant)).toBeGreaterThan(0);
    }
  });

  test("orders and tickets come in every state", () => {
    expect(new Set(orders.map(({ state }) => state)).size).toBe(6);
    expect(new Set(tickets.map(({ status }) => status)).size).toBe(6);
    for (const { state, tracking } of orders) {
      expect(tracking === null).toBe(state === "unfulfilled" || state === "cancelled");
    }
    expect(JSON.stringify(tickets)).not.toMatch(/\{order\}/);
    for (const { requester } of tickets) expect(customer(requester).zendeskUser).not.toBe("none");
  });

  test("the customers that demos count on are who they are", () => {
    const maren = customer("maren-voss");
    expect(maren).toMatchObject({ email: "maren.voss@example.com", city: "Hamburg", locale: "de-DE" });
    expect(maren.consent).toMatchObject({ sms: "SUBSCRIBED", email: "SUBSCRIBED" });
    expect(maren.segments).toEqual(["VIP", "Open returns", "Text club"]);
    expect(ordersOf("maren-voss")).toHaveLength(14);
    expect(customer("jonas-albrecht").consent.sms).toBe("NEVER_SUBSCRIBED");
    expect(customer("claire-fontaine").consent.sms).toBe("UNSUBSCRIBED");
    expect(customer("seoyeon-kim").zendeskUser).toBe("none");
    expect(ordersOf("lucia-navarro")).toHaveLength(0);
    expect(ordersOf("tom-whitfield")).toHaveLength(1);
  });

  test("the campaign reached those who agreed to it", () => {
    expect(campaign.recipients).toContain("maren-voss");
    for (const { consent } of campaign.recipients.map(customer)) {
      expect(consent.sms).toBe("SUBSCRIBED");
      expect(consent.since < campaign.sentAt).toBe(true);
    }
  });
});
