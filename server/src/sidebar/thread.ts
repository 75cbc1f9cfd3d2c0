import { type UnreachableReason, whyUnreachable } from "@sidethread/shared/outbound-rules";
import type { Reply, Sidebar } from "@sidethread/shared/sidebar";
import { findConnectionDetails } from "../accounts/connection-store.ts";
import {
  type Conversation,
  findConversationOfTicket,
  listConversations,
} from "../conversations/conversation-store.ts";
import { countClicks } from "../conversations/links/link-store.ts";
import { listThread, type ThreadMessage } from "../conversations/message-store.ts";
import { reachOf } from "../conversations/outbound/reach.ts";
import { answerableUntil } from "../conversations/outbound/whatsapp-window.ts";
import { picturesTaken } from "../conversations/pictures/picture-limits.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { channelConsent } from "../profiles/consent.ts";
import { listConsents } from "../profiles/consent-store.ts";
import { listIdentities } from "../profiles/profile-store.ts";

const LAST = 50;

/** Whether texts can go through Twilio, and through which Klaviyo account; null: through none. */
interface Carriers {
  twilio: boolean;
  klaviyo: string | null;
}

/** The last messages with a customer, and whether a public comment on this ticket would reach them as a text now. */
export async function readThread(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
  ticketId: string,
  carriers: Carriers,
): Promise<Sidebar["thread"]> {
  const conversations = await listConversations(db, scope, profileId);
  const ids = conversations.map(({ id }) => id);
  const messages = ids.length > 0 ? await listThread(db, scope, ids, LAST) : [];
  const channels = new Map(conversations.map(({ id, channel }) => [id, channel]));
  const sent = messages.flatMap(({ id, direction }) => (direction === "outbound" ? [id] : []));
  const clicks = await countClicks(db, scope, sent);
  const conversation =
    conversations.find((one) => one.ticketId === ticketId) ??
    (await findConversationOfTicket(db, scope, ticketId));
  return {
    messages: messages.map((message) => ({
      ...show(message),
      channel: channels.get(message.conversationId) ?? "sms",
      clicks: clicks.get(message.id) ?? null,
    })),
    reply: conversation ? await judgeReply(db, scope, conversation, carriers) : no("no_conversation"),
  };
}

const show = (message: ThreadMessage) => ({
  id: message.id,
  direction: message.direction,
  origin: message.origin,
  title: message.title,
  text: message.text,
  at: message.at.toISOString(),
  state: message.state,
  reason: message.reason,
  author: message.author,
  pictures: message.pictures.map(({ contentType }) => ({ contentType })),
  answers: message.answers,
});

const no = (reason: UnreachableReason | "no_conversation", since: Date | null = null): Reply => ({
  possible: false,
  reason,
  since: since?.toISOString() ?? null,
});

async function judgeReply(
  db: Queryable,
  scope: AccountScope,
  conversation: Conversation,
  carriers: Carriers,
): Promise<Reply> {
  const { channel, carrier, ours, theirs, profileId } = conversation;
  const consent = channelConsent(await listConsents(db, scope, profileId), channel);
  const until = answerableUntil(conversation);
  const reason = whyUnreachable({
    connected: carrier === "twilio" ? carriers.twilio : carriers.klaviyo !== null,
    enabled: carrier === "twilio" || (await maySendThrough(db, scope, carriers.klaviyo)),
    ...reachOf(conversation),
    consent: consent.state,
  });
  if (reason === "opted_out") return no(reason, consent.since);
  if (reason === "window_closed") return no(reason, until);
  if (reason !== null) return no(reason);
  return {
    possible: true,
    channel,
    from: ours || null,
    to: theirs,
    until: until?.toISOString() ?? null,
    customerEmails: (await listIdentities(db, scope, profileId)).email,
    pictures: picturesTaken(conversation),
  };
}

async function maySendThrough(
  db: Queryable,
  scope: AccountScope,
  klaviyoAccountId: string | null,
): Promise<boolean> {
  if (klaviyoAccountId === null) return false;
  return (await findConnectionDetails(db, scope, "klaviyo", klaviyoAccountId))?.maySend ?? false;
}
