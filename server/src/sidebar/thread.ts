import type { Reply, Sidebar } from "@sidethread/shared/sidebar";
import {
  type Conversation,
  findConversationOfTicket,
  listConversations,
} from "../conversations/conversation-store.ts";
import { listThread } from "../conversations/message-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { type ChannelConsent, channelConsent } from "../profiles/consent.ts";
import { listConsents } from "../profiles/consent-store.ts";

const LAST = 50;

/** The last messages with a customer, and whether a public comment on this ticket would reach them as a text now. */
export async function readThread(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
  ticketId: string,
  carrierConnected: boolean,
): Promise<Sidebar["thread"]> {
  const conversations = await listConversations(db, scope, profileId);
  const ids = conversations.map(({ id }) => id);
  const messages = ids.length > 0 ? await listThread(db, scope, ids, LAST) : [];
  const consent = channelConsent(await listConsents(db, scope, profileId), "sms");
  return {
    messages: messages.map(({ id, direction, text, at, state, reason, author, pictures }) => ({
      id,
      direction,
      text,
      at: at.toISOString(),
      state,
      reason,
      author,
      pictures: pictures.map(({ contentType }) => ({ contentType })),
    })),
    reply: canReply(await findConversationOfTicket(db, scope, ticketId), consent, carrierConnected),
  };
}

function canReply(conversation: Conversation | null, consent: ChannelConsent, connected: boolean): Reply {
  const no = (reason: Exclude<Reply, { possible: true }>["reason"], since: Date | null = null): Reply => ({
    possible: false,
    reason,
    since: since?.toISOString() ?? null,
  });
  if (!connected) return no("not_connected");
  if (!conversation) return no("no_conversation");
  if (consent.state === "unsubscribed") return no("opted_out", consent.since);
  if (consent.state !== "subscribed") return no("no_consent");
  return { possible: true, from: conversation.ours, to: conversation.theirs };
}
