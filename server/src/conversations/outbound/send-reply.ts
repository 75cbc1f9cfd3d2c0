import { type NotSentReason, whyNotSent } from "@sidethread/shared/outbound-rules";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { Transaction } from "../../database/transaction.ts";
import { channelConsent } from "../../profiles/consent.ts";
import { listConsents, recordOwnWord } from "../../profiles/consent-store.ts";
import { listIdentities } from "../../profiles/profile-store.ts";
import type { EffectHandler } from "../../work/handlers.ts";
import type { OutgoingText } from "../carriers/carrier.ts";
import type { FindCarrier } from "../carriers/find-carrier.ts";
import { readBody } from "../links/shorten-links.ts";
import { advanceMessage, getMessageInConversation } from "../message-store.ts";
import { picturesTaken } from "../pictures/picture-limits.ts";
import type { AgentPicture, PictureShare } from "../pictures/share-pictures.ts";
import type { FindAgentEmail } from "./agent-emails.ts";
import { NotSent } from "./not-sent.ts";
import { requestNotSentNote } from "./note-on-ticket.ts";
import { reachOf } from "./reach.ts";
import { sending } from "./request-reply.ts";

/**
 * Sends a message of ours from the number that the customer texted. The rules are asked again right before; a send
 * whose outcome is unknown is looked up at the carrier before it is made again.
 */
export function sendReply(
  { read }: Database,
  findCarrier: FindCarrier,
  pictureShare: PictureShare,
  findAgentEmail: FindAgentEmail,
  linkOrigin: string,
): EffectHandler {
  async function whyNot(
    scope: AccountScope,
    { conversation, message }: OutgoingText,
    pictures: AgentPicture[],
    authorId: string | undefined,
  ): Promise<NotSentReason | null> {
    const { profileId, channel } = conversation;
    const { state } = channelConsent(await listConsents(read, scope, profileId), channel);
    // An automatic answer is for those who have not agreed; who opted out is left alone.
    const mayHear = message.origin === "automatic" && state !== "unsubscribed";
    return whyNotSent({
      connected: true,
      enabled: true,
      ...reachOf(conversation),
      consent: mayHear ? "subscribed" : state,
      agentIsCustomer: authorId !== undefined && (await isCustomer(scope, profileId, authorId)),
      text: message.text,
      pictures,
      takes: picturesTaken(conversation),
    });
  }

  async function isCustomer(scope: AccountScope, profileId: string, agentId: string): Promise<boolean> {
    const { email: theirs } = await listIdentities(read, scope, profileId);
    if (theirs.length === 0) return false;
    const email = await findAgentEmail(scope, agentId);
    return email !== null && theirs.includes(email);
  }

  return {
    async carryOut({ scope, payload, attempt, firstAttemptAt }) {
      const { messageId, authorId } = sending.parse(payload);
      const { message, conversation } = await getMessageInConversation(read, scope, messageId);
      // The carrier told us of its state already: it went out, whatever became of the request.
      if (message.carrierId !== null) return undefined;
      const carrier = await findCarrier(scope, conversation.carrier);
      if (!carrier) throw new NotSent("not_connected");

      const body = await readBody(read, scope, message, linkOrigin);
      const text: OutgoingText = { conversation, message, body, pictures: [] };
      const earlier = attempt > 1 ? await carrier.lookUp(text, firstAttemptAt) : null;
      if (!earlier) {
        const pictures = await pictureShare.list(scope, message, picturesTaken(conversation));
        const reason = await whyNot(scope, text, pictures, authorId);
        if (reason !== null) throw new NotSent(reason);
        text.pictures = await pictureShare.share(scope, messageId, pictures);
      }
      const { state, carrierId } = earlier ?? (await carrier.send(text));
      return async (tx: Transaction) => {
        await advanceMessage(tx, scope, messageId, { state, ...(carrierId === null ? {} : { carrierId }) });
      };
    },

    async giveUp(tx, { scope, payload, traceId }, error) {
      const { messageId } = sending.parse(payload);
      const { message, conversation } = await getMessageInConversation(tx, scope, messageId);
      const refusal = error instanceof NotSent ? error : null;
      const reason = refusal?.reason ?? "unknown_outcome";
      await advanceMessage(tx, scope, messageId, { state: refusal ? "not_sent" : "unknown", reason });
      if (refusal?.cause !== undefined && reason === "opted_out") {
        const { profileId, channel } = conversation;
        const word = { channel, source: "carrier", state: "unsubscribed", since: new Date() } as const;
        await recordOwnWord(tx, scope, profileId, word);
      }
      await requestNotSentNote(tx, scope, message, reason, traceId);
    },
  };
}
