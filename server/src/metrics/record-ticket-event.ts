import type { Settings } from "@sidethread/shared/settings";
import { z } from "zod";
import { getAccount } from "../accounts/account-store.ts";
import { klaviyoOfBrand } from "../accounts/klaviyo-of-brand.ts";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import { findConversationOfTicket } from "../conversations/conversation-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/transaction.ts";
import { listedTicket, readTicket, recordTicket } from "../helpdesk/read-ticket.ts";
import { Refused } from "../work/failure.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueue } from "../work/outbox.ts";
import { TICKET_METRICS, type TicketMetric } from "./catalogue.ts";
import { emit } from "./send-event.ts";
import { ticketFact } from "./ticket-fact.ts";
import { ticketProperties } from "./ticket-properties.ts";

export const RECORD_TICKET_EVENT = "metrics.record_ticket_event";

const payload = z.object({
  ticketId: z.string(),
  metric: z.enum(TICKET_METRICS),
  /** Tells this fact from others of its metric on the same ticket. */
  fact: z.string(),
  /** The ticket's status as the fact left it; it may have moved on since. */
  status: z.string(),
  at: z.coerce.date(),
});

/** Asks for a ticket's metric: the ticket is read first, for what the event has to say of it. */
export function requestTicketEvent(
  tx: Transaction,
  scope: AccountScope,
  event: { ticketId: string; metric: TicketMetric; fact: string; status: string; at: Date },
  traceId: string,
): Promise<void> {
  return enqueue(tx, {
    scope,
    kind: RECORD_TICKET_EVENT,
    orderKey: `ticket:${event.ticketId}`,
    payload: event,
    traceId,
  });
}

/** Whether an admin wants metrics of a ticket's brand. */
const makesMetrics = ({ metricBrandIds }: Settings, brandId: string | null) =>
  metricBrandIds === null || (brandId !== null && metricBrandIds.includes(brandId));

/** Reads a ticket and writes its event, once for ever, whoever tells of the fact. */
export function recordTicketEvent(clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { ticketId, metric, fact, status, at } = payload.parse(effect.payload);
      const zendesk = await clients.zendesk(scope);
      if (!zendesk) return undefined;
      const read = await readTicket(zendesk.client, ticketId);
      if (!read) throw new Refused(`Ticket ${ticketId} is gone.`);
      const fields = await zendesk.client.listCustomFields();
      return async (tx) => {
        const profileId = await recordTicket(tx, scope, read);
        const account = await getAccount(tx, scope);
        const { brandId } = listedTicket(read.ticket, profileId);
        if (!makesMetrics(account.settings, brandId)) return;
        const conversation = await findConversationOfTicket(tx, scope, ticketId);
        const properties = ticketProperties({
          ...read,
          status,
          fieldTitles: new Map(fields.map(({ id, title }) => [id, title])),
          textChannel: conversation?.channel ?? null,
          zendeskUrl: `https://${zendesk.subdomain}.zendesk.com/agent/tickets/${ticketId}`,
        });
        const uniqueId = ticketFact(zendesk.subdomain, ticketId, fact);
        const event = { profileId, metric, uniqueId, at, properties };
        await emit(tx, scope, event, klaviyoOfBrand(account, brandId), effect.traceId);
      };
    },
  };
}
