import type { VendorClients } from "./accounts/vendor-clients.ts";
import type { Config } from "./config.ts";
import { createFindCarrier } from "./conversations/carriers/find-carrier.ts";
import { placeText } from "./conversations/inbound/place-text.ts";
import { receiveText } from "./conversations/inbound/receive-text.ts";
import { PLACE_TEXT } from "./conversations/inbound/request-placement.ts";
import { WITHDRAW_CONSENT, withdrawConsent } from "./conversations/inbound/withdraw-consent.ts";
import { KLAVIYO_EVENT, receiveKlaviyoEvent } from "./conversations/klaviyo/receive-klaviyo-event.ts";
import { createFindAgentEmail } from "./conversations/outbound/agent-emails.ts";
import { NOTE_ON_TICKET, noteOnTicket } from "./conversations/outbound/note-on-ticket.ts";
import { receiveStatus } from "./conversations/outbound/receive-status.ts";
import { SEND_REPLY } from "./conversations/outbound/request-reply.ts";
import { sendReply } from "./conversations/outbound/send-reply.ts";
import { createPictureShare } from "./conversations/pictures/share-pictures.ts";
import type { Database } from "./database/database.ts";
import { receiveRemoval, ZENDESK_REMOVAL } from "./helpdesk/receive-removal.ts";
import { receiveTicketEvent } from "./helpdesk/receive-ticket-event.ts";
import { REFRESH_TICKET, refreshTicket } from "./helpdesk/refresh-ticket.ts";
import { RECORD_TICKET_EVENT, recordTicketEvent } from "./metrics/record-ticket-event.ts";
import { SEND_EVENT, sendEvent } from "./metrics/send-event.ts";
import { receiveOrder } from "./orders/receive-order.ts";
import { REFRESH_ORDERS, refreshOrders } from "./orders/refresh-orders.ts";
import { ERASE_PERSON, erasePerson } from "./people/erase-person.ts";
import { ERASE_SHOP, eraseShop } from "./people/erase-shop.ts";
import { receiveCompliance, SHOPIFY_COMPLIANCE } from "./people/shopify-compliance.ts";
import { REFRESH_PROFILE, refreshProfile } from "./profiles/refresh-profile.ts";
import type { Handlers } from "./work/handlers.ts";

/** Which rule takes each delivery, and what carries out each effect. */
export function createHandlers(database: Database, clients: VendorClients, config: Config): Handlers {
  const findCarrier = createFindCarrier(database, clients, config.PUBLIC_URL);
  return {
    deliveries: {
      "zendesk.ticket": receiveTicketEvent(config.LINK_ORIGIN),
      [ZENDESK_REMOVAL]: receiveRemoval,
      "twilio.text": receiveText,
      "twilio.status": receiveStatus,
      [KLAVIYO_EVENT]: receiveKlaviyoEvent,
      "shopify.order": receiveOrder,
      [SHOPIFY_COMPLIANCE]: receiveCompliance,
    },
    effects: {
      [PLACE_TEXT]: placeText(database, clients, findCarrier),
      [SEND_REPLY]: sendReply(
        database,
        findCarrier,
        createPictureShare(database, clients, config.PUBLIC_URL),
        createFindAgentEmail(clients),
        config.LINK_ORIGIN,
      ),
      [NOTE_ON_TICKET]: noteOnTicket(clients),
      [WITHDRAW_CONSENT]: withdrawConsent(database, clients),
      [RECORD_TICKET_EVENT]: recordTicketEvent(clients),
      [SEND_EVENT]: sendEvent(database, clients),
      [REFRESH_TICKET]: refreshTicket(clients),
      [REFRESH_PROFILE]: refreshProfile(database, clients),
      [REFRESH_ORDERS]: refreshOrders(database, clients),
      [ERASE_PERSON]: erasePerson(database),
      [ERASE_SHOP]: eraseShop(database),
    },
  };
}
