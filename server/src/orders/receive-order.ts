import { z } from "zod";
import { touchConnection } from "../accounts/connection-store.ts";
import { toIdentities } from "../profiles/identity.ts";
import { findProfiles } from "../profiles/profile-store.ts";
import type { DeliveryHandler } from "../work/handlers.ts";
import { requestOrderRefresh } from "./refresh-orders.ts";

const order = z.object({
  email: z.string().nullish(),
  phone: z.string().nullish(),
  customer: z
    .object({
      admin_graphql_api_id: z.string().nullish(),
      email: z.string().nullish(),
      phone: z.string().nullish(),
    })
    .nullish(),
});

/** Reads what Shopify tells of an order, or of a refund; null when the body is no such thing. */
export function parseOrder(body: string): z.infer<typeof order> | null {
  try {
    return order.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** The shop tells that an order is new or changed: the orders of a person whom we know are read again. */
export const receiveOrder: DeliveryHandler = async (tx, delivery) => {
  const { scope } = delivery;
  const told = parseOrder(delivery.body);
  if (!told) throw new Error("The delivery is no order.");
  const { email, phone, customer } = told;
  await touchConnection(tx, scope, "shopify", delivery.receivedAt);
  const known = toIdentities({
    // The numeric id would lose digits in JSON.parse; the GraphQL id is a string.
    shopify: customer?.admin_graphql_api_id?.split("/").at(-1),
    email: customer?.email ?? email,
    phone: customer?.phone ?? phone,
  });
  if (known.length === 0) return;
  const [profile] = await findProfiles(tx, scope, known);
  if (profile) await requestOrderRefresh(tx, scope, profile.id, delivery.traceId);
};
