import type { NotSentReason } from "@sidethread/shared/outbound-rules";
import type { Reply, Sidebar } from "@sidethread/shared/sidebar";

export interface ReplyBlock {
  reason: NotSentReason | "no_conversation" | "on_other_ticket" | "closed";
  since: string | null;
}

type Possible = Extract<Reply, { possible: true }>;

/** Why a reply could not be delivered, known before it is written; null when it could. */
export function replyBlock(
  { thread, ticket }: Pick<Sidebar, "thread" | "ticket">,
  agentEmail: string | null,
  now: number,
): ReplyBlock | null {
  const { reply, messages } = thread;
  if (!reply.possible) {
    const elsewhere = reply.reason === "no_conversation" && messages.length > 0;
    return { reason: elsewhere ? "on_other_ticket" : reply.reason, since: reply.since };
  }
  const isOver = ticket.status === "ready" && ["closed", "deleted"].includes(ticket.data.status);
  if (isOver) return { reason: "closed", since: null };
  if (isCustomer(reply, agentEmail)) return { reason: "agent_is_customer", since: null };
  return isWindowOpen(reply, now) ? null : { reason: "window_closed", since: reply.until };
}

/** Whether an agent is the customer who would be answered. */
export function isCustomer({ customerEmails }: Possible, agentEmail: string | null): boolean {
  const own = agentEmail?.toLowerCase();
  return customerEmails.some((email) => email.toLowerCase() === own);
}

/** Whether the channel lets us answer now. */
export function isWindowOpen({ until }: Possible, now: number): boolean {
  return until === null || Date.parse(until) > now;
}
