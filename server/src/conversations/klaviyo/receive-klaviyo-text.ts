import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { recordOwnWord } from "../../profiles/consent-store.ts";
import type { TextEvent } from "../../vendors/klaviyo/text-events.ts";
import { getConversation } from "../conversation-store.ts";
import { advanceMessage, findKnownCarrierIds, type Message } from "../message-store.ts";
import { requestNotSentNote } from "../outbound/note-on-ticket.ts";
import { findEcho } from "./echo.ts";
import { reasonFromKlaviyo } from "./klaviyo-failures.ts";
import { listUnconfirmed } from "./klaviyo-store.ts";
import { mirror } from "./mirror.ts";

/** Longer than any text is under way. */
const LOOK_BACK_MS = 4 * 24 * 60 * 60_000;

/** A text arrived at a customer: our own reply, which is delivered by that, or one that somebody else sent. */
export async function receiveKlaviyoText(
  tx: Transaction,
  scope: AccountScope,
  event: TextEvent,
  theirs: string,
  traceId: string,
): Promise<void> {
  const reply = await findReply(tx, scope, event, theirs);
  if (reply === "known") return;
  if (reply) {
    await advanceMessage(tx, scope, reply.id, { state: "delivered", carrierId: event.id });
    return;
  }
  const { origin, title } = event.sentBy ?? { origin: "inbox" as const, title: null };
  await mirror(tx, scope, event, { theirs, origin, title }, traceId);
}

/** A text did not arrive: told on the ticket where it was our reply. */
export async function receiveKlaviyoFailure(
  tx: Transaction,
  scope: AccountScope,
  event: TextEvent,
  theirs: string,
  traceId: string,
): Promise<void> {
  const reply = await findReply(tx, scope, event, theirs);
  if (reply === null || reply === "known") return;
  const reason = reasonFromKlaviyo(event.failure);
  await advanceMessage(tx, scope, reply.id, { state: "failed", reason, carrierId: event.id });
  if (reason === "opted_out") {
    const { profileId, channel } = await getConversation(tx, scope, reply.conversationId);
    const word = { channel, source: "carrier", state: "unsubscribed", since: event.at } as const;
    await recordOwnWord(tx, scope, profileId, word);
  }
  await requestNotSentNote(tx, scope, reply, reason, traceId);
}

/** The reply of ours that an event tells of; `known` when it told before; null when it is not ours. */
async function findReply(
  tx: Transaction,
  scope: AccountScope,
  { id, channel, at, text, sentBy }: TextEvent,
  theirs: string,
): Promise<Message | "known" | null> {
  if (sentBy !== null) return null;
  if ((await findKnownCarrierIds(tx, scope, [id], null)).size > 0) return "known";
  const since = new Date(at.getTime() - LOOK_BACK_MS);
  return findEcho(await listUnconfirmed(tx, scope, { channel, theirs }, since), { text, at });
}
