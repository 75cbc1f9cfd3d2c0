import { z } from "zod";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { enqueue } from "../../work/outbox.ts";
import { conversationOrder } from "../conversation-order.ts";
import type { Conversation } from "../conversation-store.ts";

export const PLACE_TEXT = "conversations.place_text";

/** Which text is to be placed. */
export const placement = z.object({ messageId: z.string(), asksForHelp: z.boolean().default(false) });

/** Asks for a text to be put on its conversation's ticket. */
export function requestPlacement(
  tx: Transaction,
  scope: AccountScope,
  {
    conversation,
    messageId,
    asksForHelp,
  }: { conversation: Conversation; messageId: string; asksForHelp: boolean },
  traceId: string,
): Promise<void> {
  return enqueue(tx, {
    scope,
    kind: PLACE_TEXT,
    orderKey: conversationOrder(conversation.id),
    payload: { messageId, asksForHelp } satisfies z.infer<typeof placement>,
    traceId,
  });
}
