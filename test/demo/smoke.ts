import type { Sidebar } from "@sidethread/shared/sidebar";
import { createAgent } from "../kit/agent.ts";
import type { System } from "../kit/system.ts";
import { eventually } from "../kit/wait.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";

export interface SmokeResult {
  ok: true;
  ticket: { id: number; subject: string | null; status: string; tags: string[]; comments: string[] };
  sms: { from: string; to: string; body: string };
  events: { metric: string; uniqueId: string | null; properties: Record<string, unknown> }[];
  sidebar: Sidebar;
}

const STEP = { timeout: 10_000 };

/**
 * Plays the main loop over HTTP: a customer texts, an agent answers and closes the ticket. Returns what the vendors
 * really received, and what the sidebar showed.
 */
export async function smoke({ sandbox, serverOrigin }: System): Promise<SmokeResult> {
  const { world, origins, zendesk } = sandbox;
  const customer = world.customers.find(({ key }) => key === "maren-voss");
  if (!customer) throw new Error("The seed has no Maren Voss.");
  const agent = createAgent(sandbox);
  const get = async (url: string) => (await fetch(url)).json();

  await fetch(`${origins.twilio}/_sandbox/texts`, {
    method: "POST",
    body: JSON.stringify({ from: customer.phone, to: world.smsNumber, body: "Does the coat come in blue?" }),
  });
  const ticket = await eventually(
    () => [...zendesk.state.tickets.values()].find(({ tags }) => tags.includes("sms")),
    STEP,
  );
  await eventually(async () => {
    const { thread } = await agent.readSidebar(serverOrigin, ticket.id);
    return thread.reply.possible;
  }, STEP);

  await agent.updateTicket(ticket.id, { comment: { body: "It does, from Monday.", public: true } });
  const sms = await eventually(async () => {
    const { messages } = (await get(`${origins.twilio}/_sandbox/state`)) as {
      messages: { direction: string; status: string; from: string; to: string; body: string }[];
    };
    return messages.find(({ direction, status }) => direction === "outbound-api" && status === "delivered");
  }, STEP);

  await agent.updateTicket(ticket.id, { status: "solved" });
  await agent.updateTicket(ticket.id, { status: "closed" });
  const events = await eventually(async () => {
    const received = (await get(`${origins.klaviyo}/_sandbox/events`)) as SmokeResult["events"];
    const ours = received.filter(({ metric }) => metric.endsWith("Ticket"));
    return ours.some(({ metric }) => metric === "Resolved Ticket") && ours;
  }, STEP);
  const sidebar = await eventually(async () => {
    const shown = await agent.readSidebar(serverOrigin, ticket.id);
    const cards = [shown.customer, shown.value, shown.orders, shown.ticket];
    return cards.every(({ status }) => status === "ready") && shown.thread.messages.length === 2 && shown;
  }, STEP);

  const comments = commentsOf(zendesk.state, ticket.id);
  return {
    ok: true,
    ticket: {
      id: ticket.id,
      subject: ticket.subject,
      status: ticket.status,
      tags: ticket.tags,
      comments: comments.map(({ body }) => body),
    },
    sms: { from: sms.from, to: sms.to, body: sms.body },
    events: events.map(({ metric, uniqueId, properties }) => ({ metric, uniqueId, properties })),
    sidebar,
  };
}
