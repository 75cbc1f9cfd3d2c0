import { z } from "zod";
import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { VendorError } from "../../vendors/vendor-error.ts";
import { Refused } from "../../work/failure.ts";
import type { EffectHandler } from "../../work/handlers.ts";
import { enqueue } from "../../work/outbox.ts";
import { conversationOrder } from "../conversation-order.ts";
import type { Message } from "../message-store.ts";
import { notSentNote } from "./not-sent-words.ts";

export const NOTE_ON_TICKET = "conversations.note";

const NOTE_MARK = "sidethread_note";

const payload = z.object({ ticketId: z.string(), noteId: z.string(), text: z.string() });

/** Asks for an internal note that tells why a reply did not reach the customer. */
export async function requestNotSentNote(
  tx: Transaction,
  scope: AccountScope,
  { id, conversationId, ticketId, text }: Pick<Message, "id" | "conversationId" | "ticketId" | "text">,
  reason: string,
  traceId: string,
): Promise<void> {
  if (ticketId === null) return;
  await enqueue(tx, {
    scope,
    kind: NOTE_ON_TICKET,
    orderKey: conversationOrder(conversationId),
    payload: { ticketId, noteId: `${id}:${reason}`, text: notSentNote(reason, text) },
    traceId,
  });
}

/** Writes an internal note on a ticket, once. */
export function noteOnTicket(clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { ticketId, noteId, text } = payload.parse(effect.payload);
      const zendesk = (await clients.zendesk(effect.scope))?.client;
      if (!zendesk) return undefined;
      const id = Number(ticketId);
      if (effect.attempt > 1 && (await zendesk.findCommentByMetadata(id, NOTE_MARK, noteId)))
        return undefined;
      try {
        await zendesk.addComment(id, { body: text, public: false }, { metadata: { [NOTE_MARK]: noteId } });
      } catch (error) {
        const gone = error instanceof VendorError && (error.status === 404 || error.status === 422);
        throw gone ? new Refused("The ticket is closed or gone.", { cause: error }) : error;
      }
      return undefined;
    },
  };
}
