import type { ConsentState } from "../profiles/consent.ts";
import type { TicketStatus } from "../vendors/zendesk/tickets.ts";

export interface InboundSituation {
  consent: ConsentState | "unknown";
  asksForHelp: boolean;
  /** An admin's choice: texts from people without consent open tickets too. */
  ticketsWithoutConsent: boolean;
  /** The status of the conversation's ticket; null when there is none, or it was deleted. */
  ticket: TicketStatus | null;
}

export type Placement =
  | { kind: "thread_only" }
  | { kind: "new_ticket" }
  | { kind: "follow_up" }
  | { kind: "comment"; reopen: boolean };

/** Where a customer's text goes that is no keyword (product.md §2.1, rows 5 to 7). */
export function placeText({
  consent,
  asksForHelp,
  ticketsWithoutConsent,
  ticket,
}: InboundSituation): Placement {
  if (consent !== "subscribed" && !asksForHelp && !ticketsWithoutConsent) return { kind: "thread_only" };
  switch (ticket) {
    case null:
    case "deleted":
      return { kind: "new_ticket" };
    case "closed":
      return { kind: "follow_up" };
    case "new":
    case "open":
      return { kind: "comment", reopen: false };
    case "pending":
    case "hold":
    case "solved":
      return { kind: "comment", reopen: true };
  }
}
