import { z } from "zod";
import { recordChange } from "../accounts/audit-store.ts";
import { toIdentities } from "../profiles/identity.ts";
import type { DeliveryHandler } from "../work/handlers.ts";
import { requestErasure } from "./erase-person.ts";
import { requestShopErasure } from "./erase-shop.ts";

/** The source of deliveries, whichever address they came to. */
export const SHOPIFY_COMPLIANCE = "shopify.compliance";

/** The sample in Shopify's own documentation is too long for a number of JavaScript's. */
const id = z.union([z.number(), z.string()]).transform(String);
const customer = z.object({
  id: id.nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
});

const shop_domain = z.string().toLowerCase().max(255);

const told = z.discriminatedUnion("topic", [
  z.object({
    topic: z.literal("customers/data_request"),
    shop_domain,
    customer,
    data_request: z.object({ id }),
  }),
  z.object({ topic: z.literal("customers/redact"), shop_domain, customer }),
  z.object({ topic: z.literal("shop/redact"), shop_domain }),
]);

export const isComplianceTopic = (topic: string): boolean =>
  told.options.some(({ shape }) => shape.topic.value === topic);

/** Reads what Shopify asks in the name of the law, as it is stored; null when it is no such thing. */
export function parseCompliance(topic: string, body: string): z.infer<typeof told> | null {
  try {
    return told.parse({ ...JSON.parse(body), topic });
  } catch {
    return null;
  }
}

const BY = { actor: "Shopify", actorId: null };

/** A customer or a shop wants to be forgotten, or to know what we have: that one an admin answers with the export. */
export const receiveCompliance: DeliveryHandler = async (tx, delivery) => {
  const { scope, traceId } = delivery;
  const asked = told.parse(JSON.parse(delivery.body));
  if (asked.topic === "shop/redact") return requestShopErasure(tx, scope, asked.shop_domain, traceId);
  const { id: shopify, email, phone } = asked.customer;
  if (asked.topic === "customers/data_request") {
    const after = { requestId: asked.data_request.id, shopifyCustomerId: shopify ?? null };
    return recordChange(tx, scope, { ...BY, action: "person.data_requested", before: null, after });
  }
  const [first, ...others] = toIdentities({ shopify, email, phone });
  if (first) await requestErasure(tx, scope, [first, ...others], BY, traceId);
};
