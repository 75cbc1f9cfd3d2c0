import { createStore } from "./api/store.ts";

/** Counts the changes of tickets; lists that show tickets read themselves again when it moves. */
export const ticketChanges = createStore(0);

const SETTLE_MS = 150;

/** Follows the sandbox's changes; after a lost connection everything counts as changed. */
export function followTickets(onTicket: (id: number | "all") => void): void {
  const stream = new EventSource("/_sandbox/agent/events");
  let timer = 0;
  let connected = false;
  const moved = (id: number | "all") => {
    onTicket(id);
    clearTimeout(timer);
    timer = window.setTimeout(() => ticketChanges.set(ticketChanges.get() + 1), SETTLE_MS);
  };
  stream.addEventListener("ticket", (event) => moved(Number(event.data)));
  stream.addEventListener("ready", () => {
    if (connected) moved("all");
    connected = true;
  });
}
