import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Ticket } from "../../sandbox/zendesk/records.ts";

/** The tickets that came of texts, oldest first. */
export const textTickets = ({ zendesk }: Sandbox): Ticket[] =>
  [...zendesk.state.tickets.values()].filter(({ tags }) => tags.includes("sms"));
