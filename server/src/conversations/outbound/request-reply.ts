import { z } from "zod";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { enqueue } from "../../work/outbox.ts";
import { conversationOrder } from "../conversation-order.ts";

export const SEND_REPLY = "conversations.send_reply";

/** Which message is to be sent; `authorId`: the agent who wrote it, as Zendesk knows them. */
export const sending = z.object({ messageId: z.string(), authorId: z.string().optional() });

/** Asks for a message of ours to be sent, in its conversation's turn. */
export function requestReply(
  tx: Transaction,
  scope: AccountScope,
  conversationId: string,
  payload: z.infer<typeof sending>,
  traceId: string,
): Promise<void> {
  return enqueue(tx, {
    scope,
    kind: SEND_REPLY,
    orderKey: conversationOrder(conversationId),
    payload,
    traceId,
  });
}
