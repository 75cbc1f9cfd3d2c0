import type { Settings } from "@sidethread/shared/settings";
import type { ConsentState } from "@sidethread/shared/sidebar";
import { measureSms } from "@sidethread/shared/sms-segments";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { isAnswerable } from "../../profiles/address.ts";
import { type Conversation, claimAutoResponse } from "../conversation-store.ts";
import { addMessage, type Message } from "../message-store.ts";
import { requestReply } from "../outbound/request-reply.ts";
import { ANSWERED_EVERY_MS, mayAnswer } from "./auto-response-rules.ts";

interface Unplaced {
  message: Message;
  conversation: Conversation;
  consent: ConsentState;
  ourNumbers: string[];
}

/** What the account answers a text by itself; null: nothing. See `auto-response-rules`. */
export function findResponse(
  { autoResponse }: Settings,
  { message, conversation, consent, ourNumbers }: Unplaced,
): string | null {
  const { theirs, ours, answeredAt } = conversation;
  const answers = mayAnswer({
    answer: autoResponse,
    consent,
    answerable: isAnswerable(theirs),
    fromUs: [...ourNumbers, ours].includes(theirs),
    text: message.text,
    textAt: message.at,
    answeredAt,
    now: new Date(),
  });
  return answers ? autoResponse : null;
}

/** Answers somebody without consent by the account's own words, unless they were answered within a day. */
export async function respond(
  tx: Transaction,
  scope: AccountScope,
  conversation: Conversation,
  answer: string,
  traceId: string,
): Promise<void> {
  const at = new Date();
  const noneSince = new Date(at.getTime() - ANSWERED_EVERY_MS);
  if (!(await claimAutoResponse(tx, scope, conversation.id, { at, noneSince }))) return;
  const messageId = await addMessage(tx, scope, {
    conversationId: conversation.id,
    direction: "outbound",
    origin: "automatic",
    text: answer,
    segments: measureSms(answer).segments,
    at,
    state: "queued",
  });
  if (messageId !== null) await requestReply(tx, scope, conversation.id, { messageId }, traceId);
}
