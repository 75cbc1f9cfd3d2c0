import fc from "fast-check";
import { json } from "../json.ts";
import { jsonMutations, mutateJson } from "../mutate-json.ts";
import { world } from "../world.ts";
import type { Draft } from "./draft.ts";

const phone = fc.oneof(fc.constantFrom<string | null>(...world.customers, null), fc.string());
const email = fc.oneof(fc.emailAddress(), fc.constant(null));
const amount = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));

const order = fc.record({
  id: fc.nat(),
  admin_graphql_api_id: fc.nat().map((id) => `gid://shopify/Order/${id}`),
  email,
  phone,
  name: fc.nat(9_999).map((number) => `#${number}`),
  total_price: amount,
  currency: fc.constant("EUR"),
  created_at: fc.constant("2026-11-18T12:00:05+01:00"),
  customer: fc.option(
    fc.record({
      id: fc.nat(),
      admin_graphql_api_id: fc.nat().map((id) => `gid://shopify/Customer/${id}`),
      email,
      phone,
      first_name: fc.string({ unit: "grapheme" }),
    }),
  ),
  line_items: fc.array(fc.record({ id: fc.nat(), title: fc.string(), quantity: fc.nat(9), price: amount }), {
    maxLength: 3,
  }),
});

const printable = fc
  .string({ unit: "binary-ascii", maxLength: 60 })
  .map((text) => text.replaceAll(/[^ -~]/g, ""));
const TOPICS = ["orders/create", "orders/updated", "orders/cancelled", "refunds/create"];

const headers = fc.record(
  {
    "content-type": fc.constant("application/json"),
    "x-shopify-topic": fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...TOPICS) },
      { weight: 1, arbitrary: printable },
    ),
    "x-shopify-event-id": fc.oneof({ weight: 6, arbitrary: fc.uuid() }, { weight: 1, arbitrary: printable }),
    "x-shopify-webhook-id": fc.uuid(),
    "x-shopify-shop-domain": fc.constant("moorlicht.myshopify.com"),
  },
  { requiredKeys: ["content-type", "x-shopify-webhook-id"] },
);

export const shopifyWebhook: fc.Arbitrary<Draft> = fc
  .tuple(order, jsonMutations, headers)
  .map(([told, mutations, sent]) => ({
    vendor: "shopify",
    path: "",
    headers: sent as Record<string, string>,
    body: mutateJson(json(told), mutations),
  }));
