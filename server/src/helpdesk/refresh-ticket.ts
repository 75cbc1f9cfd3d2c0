import { z } from "zod";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/transaction.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueueRefresh } from "../work/outbox.ts";
import { listedTicket, readTicket, recordTicket } from "./read-ticket.ts";
import { noteOthersListed, saveListedTickets, setTicketStatus } from "./ticket-store.ts";

export const REFRESH_TICKET = "helpdesk.refresh_ticket";

const payload = z.object({ ticketId: z.string() });

/** Asks for a ticket to be read from Zendesk again. */
export function requestTicketRefresh(
  tx: Transaction,
  scope: AccountScope,
  ticketId: string,
  traceId: string,
): Promise<void> {
  return enqueueRefresh(tx, { scope, kind: REFRESH_TICKET, of: ticketId, payload: { ticketId }, traceId });
}

/** Reads a ticket, its requester and the requester's other tickets from Zendesk. */
export function refreshTicket(clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { ticketId } = payload.parse(effect.payload);
      const zendesk = await clients.zendesk(scope);
      if (!zendesk) return undefined;
      const read = await readTicket(zendesk.client, ticketId);
      if (!read) return (tx) => setTicketStatus(tx, scope, ticketId, "deleted", new Date());
      const requested = await zendesk.client.listRequestedTickets(read.requester.id);
      return async (tx) => {
        const profileId = await recordTicket(tx, scope, read);
        const others = requested.filter(({ id }) => id !== read.ticket.id);
        await saveListedTickets(
          tx,
          scope,
          others.map((ticket) => listedTicket(ticket, profileId)),
        );
        await noteOthersListed(tx, scope, ticketId);
      };
    },
  };
}
