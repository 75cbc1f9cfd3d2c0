import type { Sandbox } from "../../sandbox/sandbox.ts";

/** A customer as Klaviyo knows them, to be changed. */
export function klaviyoPerson({ world, klaviyo }: Sandbox, key: string) {
  const customer = world.customers.find((one) => one.key === key);
  const profiles = [...klaviyo.state.profiles.values()];
  const found = profiles.find(({ attributes }) => attributes.email === customer?.email);
  if (!found) throw new Error(`Klaviyo has no ${key}.`);
  return found;
}
