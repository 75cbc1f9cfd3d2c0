import type { Ticket } from "../world.ts";

/** A ticket as it is told, before it has a date. `{order}` stands for the order it is about. */
export interface Conversation {
  requester: string;
  /** A product: the ticket is about the requester's latest order with it. */
  about: string | null;
  status: Ticket["status"];
  /** How long ago it began. */
  daysAgo: number;
  brand?: string;
  group: string;
  assignee: string | null;
  subject: string;
  priority: Ticket["priority"];
  type: Ticket["type"];
  tags: string[];
  channel: Ticket["channel"];
  /** Said in turn; a line starting with `>` is the agent's, with `#` the agent's internal note. */
  said: string[];
}
