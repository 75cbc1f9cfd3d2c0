import { setTimeout as wait } from "node:timers/promises";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";

export interface FaultyAgent {
  /** Answers on a ticket; null when it is closed by now. */
  reply(ticketId: number, body: string): Promise<{ commentId: number } | null>;
  setStatus(ticketId: number, status: string): Promise<void>;
}

const AGAIN = new Set([429, 500, 503]);

/** An agent whose browser is inside of Zendesk: refused requests are made again, and no answer is ever lost. */
export function createFaultyAgent({ zendesk, origins }: Sandbox): FaultyAgent {
  const user = [...zendesk.state.users.values()].find(({ role }) => role === "agent");
  const headers = { cookie: `sandbox_agent=${user?.id}`, "content-type": "application/json" };

  async function update(ticketId: number, ticket: object): Promise<boolean> {
    for (;;) {
      const url = `${origins.zendesk}/api/v2/tickets/${ticketId}`;
      const request = new Request(url, { method: "PUT", headers, body: JSON.stringify({ ticket }) });
      const { status } = await zendesk.app.fetch(request);
      if (status < 300) return true;
      if (status === 422) return false;
      if (!AGAIN.has(status)) throw new Error(`Zendesk answered the agent ${status}.`);
      await wait(50);
    }
  }

  return {
    async reply(ticketId, body) {
      if (!(await update(ticketId, { comment: { body, public: true } }))) return null;
      const comment = commentsOf(zendesk.state, ticketId).findLast((one) => one.body === body);
      if (!comment) throw new Error(`Ticket ${ticketId} does not have the agent's reply.`);
      return { commentId: comment.id };
    },
    async setStatus(ticketId, status) {
      await update(ticketId, { status });
    },
  };
}
