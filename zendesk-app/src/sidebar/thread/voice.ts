import type { Message } from "@sidethread/shared/sidebar";

/** Who speaks in a message: the customer, an agent on a ticket, or us beside the tickets: marketing, machines. */
export type Voice = "customer" | "agent" | "aside";

/** Reads it off a message. */
export function voiceOf({ direction, origin }: Pick<Message, "direction" | "origin">): Voice {
  if (direction === "inbound") return "customer";
  return origin === "agent" ? "agent" : "aside";
}
