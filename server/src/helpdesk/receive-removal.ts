import { getAccount } from "../accounts/account-store.ts";
import { touchConnection } from "../accounts/connection-store.ts";
import { unlinkTicket } from "../conversations/conversation-store.ts";
import { forgetTicketWords } from "../metrics/event-store.ts";
import { ticketFact } from "../metrics/ticket-fact.ts";
import { identify } from "../profiles/identify.ts";
import { toIdentities } from "../profiles/identity.ts";
import { findProfiles, forgetIdentity } from "../profiles/profile-store.ts";
import { parseRemoval } from "../vendors/zendesk/removals.ts";
import type { DeliveryHandler } from "../work/handlers.ts";
import { deleteTicket } from "./ticket-store.ts";

export const ZENDESK_REMOVAL = "zendesk.removal";

/**
 * Lets go of what is gone at Zendesk. A ticket's thread stays, and its next text opens another ticket; who was deleted
 * is found again by phone or e-mail; two users who became one are one person here, too.
 */
export const receiveRemoval: DeliveryHandler = async (tx, { scope, body, receivedAt }) => {
  const removal = parseRemoval(body);
  if (!removal) throw new Error("The delivery is no removal.");
  const { id } = removal.detail;
  await touchConnection(tx, scope, "zendesk", receivedAt);
  switch (removal.type) {
    case "zen:event-type:ticket.permanently_deleted":
      await unlinkTicket(tx, scope, id);
      await forgetTicketWords(tx, scope, ticketFact((await getAccount(tx, scope)).subdomain, id, ""));
      return deleteTicket(tx, scope, id);
    case "zen:event-type:user.deleted":
      return forgetIdentity(tx, scope, { kind: "zendesk", value: id });
    case "zen:event-type:user.merged": {
      // Which of them stays, Zendesk says of the user: only an active one is ever written for.
      const both = [id, removal.event.user.id].flatMap((zendesk) => toIdentities({ zendesk }));
      if ((await findProfiles(tx, scope, both)).length > 0) await identify(tx, scope, both);
    }
  }
};
