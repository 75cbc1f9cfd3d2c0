import type { Sidebar } from "@sidethread/shared/sidebar";

export interface ReplyBlock {
  reason: "opted_out" | "no_consent" | "no_conversation" | "not_connected" | "agent_is_customer" | "closed";
  since: string | null;
}

/** Why a reply could not be delivered, known before it is written; null when it could. */
export function replyBlock(
  { thread, ticket, customer }: Sidebar,
  agentEmail: string | null,
): ReplyBlock | null {
  const { reply } = thread;
  if (!reply.possible) return { reason: reply.reason, since: reply.since };
  const isOver = ticket.status === "ready" && ["closed", "deleted"].includes(ticket.data.status);
  if (isOver) return { reason: "closed", since: null };
  const email = customer.status === "ready" ? customer.data.email : null;
  const isSame = email !== null && email.toLowerCase() === agentEmail?.toLowerCase();
  return isSame ? { reason: "agent_is_customer", since: null } : null;
}
