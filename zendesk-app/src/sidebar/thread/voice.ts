import type { Message } from "@sidethread/shared/sidebar";
import { isPending } from "./pending-reply.ts";

/** Who speaks in a message: the customer, one of us, or a campaign. */
export type Voice = "customer" | "agent" | "automatic";

/** Reads it off a message; ours without an author were written by no person. */
export function voiceOf(message: Message): Voice {
  if (message.direction === "inbound") return "customer";
  return message.author !== null || isPending(message) ? "agent" : "automatic";
}
