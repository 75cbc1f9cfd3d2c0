import { getAccount } from "../accounts/account-store.ts";
import { touchConnection } from "../accounts/connection-store.ts";
import { receiveComment } from "../conversations/outbound/receive-comment.ts";
import { requestTicketEvent } from "../metrics/record-ticket-event.ts";
import { parseTicketEvent, statusChanged } from "../vendors/zendesk/events.ts";
import { ticketStatus } from "../vendors/zendesk/tickets.ts";
import type { DeliveryHandler } from "../work/handlers.ts";
import { markTicketStale, setTicketStatus } from "./ticket-store.ts";

/**
 * What Zendesk tells of a ticket: replies go out as texts, facts become metrics. Of the rest we know that the ticket has
 * changed; it is read again when somebody looks at it.
 */
export const receiveTicketEvent =
  (linkOrigin: string): DeliveryHandler =>
  async (tx, delivery) => {
    const { scope } = delivery;
    const event = parseTicketEvent(delivery.body);
    if (!event) throw new Error("The delivery is no ticket event.");
    const ticketId = event.detail.id;
    const at = new Date(event.time);
    const { traceId } = delivery;
    await touchConnection(tx, scope, "zendesk", delivery.receivedAt);

    switch (event.type) {
      case "ticket.created": {
        const fact = {
          ticketId,
          metric: "Opened Ticket" as const,
          fact: "opened",
          status: event.detail.status,
          at,
        };
        return requestTicketEvent(tx, scope, fact, traceId);
      }
      case "ticket.comment_added":
        return receiveComment(tx, scope, event, linkOrigin, traceId);
      case "ticket.status_changed": {
        const { current } = statusChanged.parse(event.event);
        const status = ticketStatus.safeParse(current);
        if (status.success)
          await setTicketStatus(tx, scope, ticketId, status.data, new Date(event.detail.updated_at));
        const { settings } = await getAccount(tx, scope);
        if (current !== settings.resolvedAt) return markTicketStale(tx, scope, ticketId);
        // A ticket is closed once, but may be solved again and again.
        const fact = current === "closed" ? "resolved" : `resolved:${event.detail.updated_at}`;
        return requestTicketEvent(
          tx,
          scope,
          { ticketId, metric: "Resolved Ticket", fact, status: current, at },
          traceId,
        );
      }
      default:
        return markTicketStale(tx, scope, ticketId);
    }
  };
