import { getAccount } from "../../accounts/account-store.ts";
import { klaviyoOfTexts } from "../../accounts/klaviyo-of-brand.ts";
import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { Transaction } from "../../database/transaction.ts";
import { listedTicket } from "../../helpdesk/read-ticket.ts";
import { saveListedTickets } from "../../helpdesk/ticket-store.ts";
import { addressIdentity, readAddress } from "../../profiles/address.ts";
import { identify } from "../../profiles/identify.ts";
import { toIdentities } from "../../profiles/identity.ts";
import { recordKlaviyoProfile } from "../../profiles/refresh-profile.ts";
import type { EffectHandler } from "../../work/handlers.ts";
import type { FindCarrier } from "../carriers/find-carrier.ts";
import { type Conversation, linkTicket } from "../conversation-store.ts";
import { getMessageInConversation, placeMessages } from "../message-store.ts";
import { findResponse, respond } from "./auto-response.ts";
import { findRequester } from "./find-requester.ts";
import { judgeText, placeOn } from "./inbound-rules.ts";
import { chooseTexts, listWaiting } from "./join-texts.ts";
import { findEarlierAttempt, type Placed, putOnTicket, type Texts } from "./put-on-ticket.ts";
import { type ReadTexter, readTexter } from "./read-texter.ts";
import { placement } from "./request-placement.ts";
import { writeComment } from "./write-comment.ts";

/**
 * Puts a customer's text where the rules want it: consent is read, the customer found in Zendesk, and the text made
 * a comment or a ticket. A second attempt first looks for what an earlier one may have done.
 */
export function placeText(
  { read }: Database,
  clients: VendorClients,
  findCarrier: FindCarrier,
): EffectHandler {
  return {
    async carryOut({ scope, payload, traceId, attempt, firstAttemptAt }) {
      const { messageId, asksForHelp } = placement.parse(payload);
      const { message, conversation } = await getMessageInConversation(read, scope, messageId);
      // It came on the ticket together with one before it.
      if (message.ticketId !== null) return undefined;
      const account = await getAccount(read, scope);
      const { settings } = account;
      const zendesk = (await clients.zendesk(scope))?.client;
      if (!zendesk || !settings.textTickets) return undefined;

      const texter = await readTexter(read, clients, scope, conversation, klaviyoOfTexts(account));
      const becomesTicket = (help: boolean) =>
        judgeText({
          seenBefore: false,
          keyword: help ? "help" : null,
          subscribed: false,
          consent: texter.consent,
          ticketsWithoutConsent: settings.ticketsWithoutConsent,
        }).becomes === "ticket";
      if (!becomesTicket(asksForHelp)) {
        const ourNumbers = (await clients.twilio(scope))?.numbers ?? [];
        const { consent } = texter;
        const response = findResponse(settings, { message, conversation, consent, ourNumbers });
        return async (tx) => {
          await recordTexter(tx, scope, texter);
          if (response !== null) await respond(tx, scope, conversation, response, traceId);
        };
      }

      const known = conversation.ticketId && (await zendesk.getTicket(Number(conversation.ticketId)));
      const current = known ? known.ticket : null;
      const earlier =
        attempt > 1
          ? await findEarlierAttempt(zendesk, await listWaiting(read, scope, message, () => true), current)
          : null;
      const where = placeOn(current?.status ?? null);
      const joinable = current && where.kind === "comment" && !earlier;
      const texts: Texts = joinable
        ? await chooseTexts(read, scope, message, current.id, becomesTicket)
        : [message];

      const requester = await findRequester(zendesk, texter, known ? known.users : []);
      const carrier = await findCarrier(scope, conversation.carrier);
      const placed =
        earlier ??
        (await putOnTicket(zendesk, {
          where,
          texts,
          ...(await writeComment(carrier, zendesk, texts, firstAttemptAt)),
          conversation,
          requester,
          current,
          brandId: settings.textBrandId,
        }));
      return async (tx) => {
        await recordTexter(tx, scope, texter);
        await recordPlaced(tx, scope, conversation, placed, requester.id);
      };
    },
  };
}

async function recordTexter(tx: Transaction, scope: AccountScope, { klaviyo, known }: ReadTexter) {
  if (klaviyo) await recordKlaviyoProfile(tx, scope, klaviyo, klaviyo.profile, known);
}

async function recordPlaced(
  tx: Transaction,
  scope: AccountScope,
  { id, theirs, ticketId: before }: Conversation,
  { ticket, commentId, texts }: Placed,
  requesterId: number,
): Promise<void> {
  const ids = [addressIdentity(readAddress(theirs)), ...toIdentities({ zendesk: String(requesterId) })];
  const listed = listedTicket(ticket, await identify(tx, scope, ids));
  if (listed.ticketId !== before) await linkTicket(tx, scope, id, listed.ticketId);
  await placeMessages(tx, scope, texts, { ticketId: listed.ticketId, commentId });
  await saveListedTickets(tx, scope, [listed]);
}
