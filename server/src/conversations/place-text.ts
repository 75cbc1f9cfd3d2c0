import { z } from "zod";
import { getAccount } from "../accounts/account-store.ts";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/writer.ts";
import { listedTicket } from "../helpdesk/read-ticket.ts";
import { saveListedTickets } from "../helpdesk/ticket-store.ts";
import { identify } from "../profiles/identify.ts";
import { toIdentities } from "../profiles/identity.ts";
import { recordKlaviyoProfile } from "../profiles/refresh-profile.ts";
import type { Effect, EffectHandler } from "../work/handlers.ts";
import { enqueue } from "../work/outbox.ts";
import { attachPictures } from "./attach-pictures.ts";
import { getConversation, linkTicket } from "./conversation-store.ts";
import { findRequester } from "./find-requester.ts";
import { placeText as decide } from "./inbound-rules.ts";
import { asksForHelp } from "./keywords.ts";
import { getMessage, placeMessage } from "./message-store.ts";
import { findEarlierAttempt, putOnTicket } from "./put-on-ticket.ts";
import { readTexter } from "./read-texter.ts";

export const PLACE_TEXT = "conversations.place_text";

const payload = z.object({ conversationId: z.string(), messageId: z.string() });

/** Effects with this key keep the order of one conversation. */
export const conversationOrder = (conversationId: string) => `conversation:${conversationId}`;

/** Asks for a text to be put on its conversation's ticket. */
export function requestPlacement(
  tx: Transaction,
  scope: AccountScope,
  conversationId: string,
  messageId: string,
  traceId: string,
): Promise<void> {
  return enqueue(tx, {
    scope,
    kind: PLACE_TEXT,
    orderKey: conversationOrder(conversationId),
    payload: { conversationId, messageId },
    traceId,
  });
}

/**
 * Puts a customer's text where the rules want it: consent is read, the customer found in Zendesk, and the text made
 * a comment or a ticket. A second attempt first looks for what an earlier one may have done.
 */
export function placeText(database: Database, clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect: Effect) {
      const { scope } = effect;
      const { conversationId, messageId } = payload.parse(effect.payload);
      const { settings } = await getAccount(database.read, scope);
      const zendesk = (await clients.zendesk(scope))?.client;
      if (!zendesk || !settings.textTickets) return undefined;

      const conversation = await getConversation(database.read, scope, conversationId);
      const message = await getMessage(database.read, scope, messageId);
      const texter = await readTexter(database, clients, scope, conversation);
      const current = conversation.ticketId ? await zendesk.getTicket(Number(conversation.ticketId)) : null;
      const placement = decide({
        consent: texter.consent,
        asksForHelp: asksForHelp(message.text),
        ticketsWithoutConsent: settings.ticketsWithoutConsent,
        ticket: current?.ticket.status ?? null,
      });

      const recordTexter = async (tx: Transaction) => {
        if (texter.klaviyo) await recordKlaviyoProfile(tx, scope, texter.klaviyo, texter.known);
      };
      if (placement.kind === "thread_only") return recordTexter;

      const requester = await findRequester(zendesk, texter);
      const earlier = effect.attempt > 1 ? await findEarlierAttempt(zendesk, message, conversation) : null;
      const placed =
        earlier ??
        (await putOnTicket(zendesk, {
          placement,
          message,
          conversation,
          requester,
          current: current?.ticket ?? null,
          brandId: settings.textBrandId,
          pictures: await attachPictures(clients, scope, zendesk, message),
          idempotencyKey: `sidethread:${messageId}`,
        }));

      return async (tx) => {
        await recordTexter(tx);
        const profileId = await identify(
          tx,
          scope,
          toIdentities({ phone: conversation.theirs, zendesk: String(requester.id) }),
        );
        const listed = listedTicket(placed.ticket, profileId);
        await linkTicket(tx, scope, conversationId, listed.ticketId);
        await placeMessage(tx, scope, messageId, { ticketId: listed.ticketId, commentId: placed.commentId });
        await saveListedTickets(tx, scope, [listed]);
      };
    },
  };
}
