import type { Sandbox } from "../../sandbox/sandbox.ts";
import { poisonedEmail } from "./payloads.ts";

/** Writes a text into every field of what the vendors know of a customer; gives how many those are. */
export function poison({ klaviyo, shopify, zendesk, world }: Sandbox, key: string, text: string): number {
  const customer = world.customers.find((one) => one.key === key);
  const profile = [...klaviyo.state.profiles.values()].find(
    ({ attributes }) => attributes.email === customer?.email,
  );
  const buyer = [...shopify.state.customers.values()].find(({ email }) => email === customer?.email);
  const user = [...zendesk.state.users.values()].find(({ email }) => email === customer?.email);
  const address = [...zendesk.state.identities.values()].find(({ value }) => value === customer?.email);
  if (!profile || !buyer || !user || !address) throw new Error(`Not every vendor knows ${key}.`);

  let fields = 0;
  const write = (record: object, ...names: string[]) => {
    for (const name of names) Reflect.set(record, name, text);
    fields += names.length;
  };

  write(profile.attributes, "first_name", "last_name", "organization", "title", "image", "locale");
  write(profile.attributes.location, "address1", "city", "region", "country", "zip", "timezone");
  write(profile.attributes.properties, "favourite_activity", text);
  const segment = { id: `poison-${key}`, name: "", created: new Date() };
  write(segment, "name");
  klaviyo.state.segments.set(segment.id, segment);
  profile.segments.add(segment.id);

  write(user, "name", "notes", "details", "alias");
  write(user.tags, "0");

  write(buyer, "firstName", "lastName", "locale", "note");
  write(buyer.address, "street", "zip", "city", "region", "country");
  write(buyer.tags, "0");
  for (const order of shopify.state.orders.values()) {
    if (order.customerId !== buyer.id) continue;
    write(order, "note", "confirmationNumber", "cancelReason");
    write(order.tags, "0");
    write(order.shippingAddress, "street", "city");
    for (const line of order.lines) {
      line.variant = { ...line.variant };
      write(line.variant, "title", "productTitle", "sku");
    }
    for (const { tracking } of order.fulfillments) if (tracking) write(tracking, "company", "number", "url");
  }

  const email = poisonedEmail(key);
  for (const record of [profile.attributes, buyer, user]) record.email = email;
  address.value = email;
  return fields + 4;
}
