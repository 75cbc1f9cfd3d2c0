import type { Sidebar } from "@sidethread/shared/sidebar";

/** Whether all of it is there and fresh, and no text is on its way. */
export function isSettled({ customer, value, orders, ticket, thread }: Sidebar): boolean {
  const fresh = [customer, value, orders, ticket].every(
    (card) => card.status !== "waiting" && !(card.status === "ready" && card.stale),
  );
  return fresh && !thread.messages.some(({ state }) => state === "queued");
}
