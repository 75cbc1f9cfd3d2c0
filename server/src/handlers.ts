import type { VendorClients } from "./accounts/vendor-clients.ts";
import { NOTE_ON_TICKET, noteOnTicket } from "./conversations/note-on-ticket.ts";
import { PLACE_TEXT, placeText } from "./conversations/place-text.ts";
import { receiveStatus } from "./conversations/receive-status.ts";
import { receiveText } from "./conversations/receive-text.ts";
import { SEND_REPLY, sendReply } from "./conversations/send-reply.ts";
import { WITHDRAW_CONSENT, withdrawConsent } from "./conversations/withdraw-consent.ts";
import type { Database } from "./database/database.ts";
import { receiveTicketEvent } from "./helpdesk/receive-ticket-event.ts";
import { REFRESH_TICKET, refreshTicket } from "./helpdesk/refresh-ticket.ts";
import { RECORD_TICKET_EVENT, recordTicketEvent } from "./metrics/record-ticket-event.ts";
import { SEND_EVENT, sendEvent } from "./metrics/send-event.ts";
import { receiveOrder } from "./orders/receive-order.ts";
import { REFRESH_ORDERS, refreshOrders } from "./orders/refresh-orders.ts";
import { REFRESH_PROFILE, refreshProfile } from "./profiles/refresh-profile.ts";
import type { Handlers } from "./work/handlers.ts";

/** Which rule takes each delivery, and what carries out each effect. */
export function createHandlers(database: Database, clients: VendorClients, publicUrl: string): Handlers {
  return {
    deliveries: {
      "zendesk.ticket": receiveTicketEvent,
      "twilio.text": receiveText,
      "twilio.status": receiveStatus,
      "shopify.order": receiveOrder,
    },
    effects: {
      [PLACE_TEXT]: placeText(database, clients),
      [SEND_REPLY]: sendReply(database, clients, publicUrl),
      [NOTE_ON_TICKET]: noteOnTicket(clients),
      [WITHDRAW_CONSENT]: withdrawConsent(database, clients),
      [RECORD_TICKET_EVENT]: recordTicketEvent(clients),
      [SEND_EVENT]: sendEvent(database, clients),
      [REFRESH_TICKET]: refreshTicket(clients),
      [REFRESH_PROFILE]: refreshProfile(database, clients),
      [REFRESH_ORDERS]: refreshOrders(database, clients),
    },
  };
}
