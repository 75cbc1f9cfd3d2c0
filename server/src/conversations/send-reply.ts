import { z } from "zod";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { channelConsent } from "../profiles/consent.ts";
import { listConsents, recordOwnWord } from "../profiles/consent-store.ts";
import type { TwilioClient, TwilioMessage } from "../vendors/twilio/client.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { Refused } from "../work/failure.ts";
import type { Effect, EffectHandler } from "../work/handlers.ts";
import { type Conversation, getConversation } from "./conversation-store.ts";
import { reasonFromTwilio, stateFromTwilio } from "./delivery-state.ts";
import { advanceMessage, findKnownCarrierIds, getMessage, type Message } from "./message-store.ts";
import { requestNotSentNote } from "./note-on-ticket.ts";

export const SEND_REPLY = "conversations.send_reply";

const payload = z.object({ messageId: z.string() });

/** How far the carrier's clock may be behind ours. */
const CLOCK_SKEW_MS = 60_000;

/** A reply that must not, or cannot, go out; `reason` as the sidebar has words for it. */
class NotSent extends Refused {
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`The reply was not sent: ${reason}.`, options);
    this.reason = reason;
  }
}

/**
 * Sends an agent's reply from the number that the customer texted. Consent is looked at again right before; a send
 * whose outcome is unknown is looked up at the carrier before it is made again.
 */
export function sendReply(database: Database, clients: VendorClients, publicUrl: string): EffectHandler {
  async function carryOut(effect: Effect) {
    const { scope } = effect;
    const message = await getMessage(database.read, scope, payload.parse(effect.payload).messageId);
    // The carrier told us of its state already: it went out, whatever became of the request.
    if (message.carrierId !== null) return undefined;
    const conversation = await getConversation(database.read, scope, message.conversationId);
    const twilio = await clients.twilio(scope);
    if (!twilio) throw new NotSent("not_connected");

    const sent =
      (effect.attempt > 1 && (await lookUp(database, scope, twilio.client, conversation, message, effect))) ||
      (await send(database, scope, twilio, conversation, message));
    const state = stateFromTwilio(sent.status) ?? "queued";
    return async (tx: Parameters<typeof advanceMessage>[0]) => {
      await advanceMessage(tx, scope, message.id, { state, carrierId: sent.sid });
    };
  }

  async function send(
    { read }: Database,
    scope: AccountScope,
    twilio: { client: TwilioClient; hookKey: string },
    { ours, theirs, profileId, channel }: Conversation,
    message: Message,
  ): Promise<TwilioMessage> {
    const { state } = channelConsent(await listConsents(read, scope, profileId), channel);
    if (state !== "subscribed") throw new NotSent(state === "unsubscribed" ? "opted_out" : "no_consent");
    const statusCallback = `${publicUrl}/webhooks/twilio/${twilio.hookKey}/status?message=${message.id}`;
    try {
      return await twilio.client.sendMessage({ from: ours, to: theirs, body: message.text, statusCallback });
    } catch (error) {
      const final = error instanceof VendorError && error.final && error.code !== null;
      throw final ? new NotSent(reasonFromTwilio(error.code), { cause: error }) : error;
    }
  }

  return {
    carryOut,
    async giveUp(tx, effect, error) {
      const { scope } = effect;
      const message = await getMessage(tx, scope, payload.parse(effect.payload).messageId);
      const reason = error instanceof NotSent ? error.reason : "unknown_outcome";
      await advanceMessage(tx, scope, message.id, {
        state: error instanceof NotSent ? "not_sent" : "unknown",
        reason,
      });
      if (reason === "opted_out") {
        const { profileId, channel } = await getConversation(tx, scope, message.conversationId);
        const word = {
          channel,
          source: "carrier" as const,
          state: "unsubscribed" as const,
          since: new Date(),
        };
        await recordOwnWord(tx, scope, profileId, word);
      }
      await requestNotSentNote(tx, scope, message, reason, effect.traceId);
    },
  };
}

/** The carrier's own record of a send that we know no outcome of; null when it has none. */
async function lookUp(
  { read }: Database,
  scope: AccountScope,
  twilio: TwilioClient,
  { ours, theirs }: Conversation,
  { id, text }: Message,
  { firstAttemptAt }: Effect,
): Promise<TwilioMessage | null> {
  const listed = await twilio.listMessages({ from: ours, to: theirs });
  const sinceThen = listed.filter(
    ({ body, direction, date_created }) =>
      body === text &&
      direction.startsWith("outbound") &&
      Date.parse(date_created ?? "") >= firstAttemptAt.getTime() - CLOCK_SKEW_MS,
  );
  const known = await findKnownCarrierIds(
    read,
    scope,
    sinceThen.map(({ sid }) => sid),
    id,
  );
  return sinceThen.findLast(({ sid }) => !known.has(sid)) ?? null;
}
