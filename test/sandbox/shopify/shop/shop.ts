import { createIds, type NumberedType } from "./ids.ts";
import { emptyState, type Order, type State } from "./state.ts";

/** The shop's data, and the way it tells the world of a change. */
export interface Shop {
  state: State;
  nextId: (type: NumberedType) => number;
  /** Sends a topic's webhooks, `orders/updated` say. */
  publish(topic: string, payload: object): void;
  /** Does what the vendor does in the background, a little later. */
  later(work: () => void): void;
  /** Where the shop itself is reached; known with the first request. */
  origin: string;
}

export const createShop = (domain: string, background: Pick<Shop, "later" | "publish">): Shop => ({
  ...background,
  state: emptyState(domain),
  nextId: createIds(),
  origin: `https://${domain}`,
});

/** Orders are stamped so that no two changes share a time: receivers drop what is not newer. */
export function touch(order: Order, now = new Date()): Date {
  order.updatedAt = new Date(Math.max(now.getTime(), order.updatedAt.getTime() + 1));
  return order.updatedAt;
}
