import type { ConsentState, Reply } from "./sidebar.ts";
import { MAX_SMS_LENGTH } from "./sms-segments.ts";

type Answerable = Extract<Reply, { possible: true }>;

/** What decides whether a conversation can be answered now, whatever the answer is. */
export interface ReachSituation {
  /** Whether the carrier that the conversation goes through is connected. */
  connected: boolean;
  /** Whether that carrier takes replies from us. */
  enabled: boolean;
  consent: ConsentState;
  /** Whether the customer's address can be answered: a phone number, no short code, no name. */
  answerable: boolean;
  /** Whether the customer ever texted us here. */
  customerWroteFirst: boolean;
  /** Whether the channel lets us answer now: WhatsApp does for 24 hours after the customer's newest text. */
  windowOpen: boolean;
}

/** A public comment of an agent on a conversation's ticket. */
export interface OutboundSituation extends ReachSituation {
  text: string;
  pictures: { contentType: string; bytes: number }[];
  /** What the carrier takes of pictures. */
  takes: Answerable["pictures"];
  /** Whether the agent who wrote it is the customer. */
  agentIsCustomer: boolean;
}

export type UnreachableReason = Exclude<Extract<Reply, { possible: false }>["reason"], "no_conversation">;

export type NotSentReason =
  | UnreachableReason
  | "agent_is_customer"
  | "empty"
  | "too_long"
  | "too_many_pictures"
  | "picture_type"
  | "picture_too_large";

/** Why a conversation can't be answered now; null when it can. */
export const whyUnreachable = (situation: ReachSituation): UnreachableReason | null =>
  whyForbidden(situation) ?? whyUnanswerable(situation);

/** Why an agent's public reply must not go out as a text; null when it may. The first check that fails counts. */
export const whyNotSent = (situation: OutboundSituation): NotSentReason | null =>
  whyForbidden(situation) ??
  (situation.agentIsCustomer ? "agent_is_customer" : null) ??
  whyUnanswerable(situation) ??
  whyUnfit(situation);

function whyForbidden({ connected, enabled, consent }: ReachSituation) {
  if (!connected) return "not_connected";
  if (!enabled) return "not_enabled";
  if (consent === "unsubscribed") return "opted_out";
  return consent === "subscribed" ? null : "no_consent";
}

function whyUnanswerable({ answerable, customerWroteFirst, windowOpen }: ReachSituation) {
  if (!answerable) return "not_answerable";
  if (!customerWroteFirst) return "customer_never_wrote";
  return windowOpen ? null : "window_closed";
}

/** A character that a reader sees: no space, no control, nothing of zero width. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Control}]/u;

function whyUnfit({ text, pictures, takes }: OutboundSituation) {
  if (pictures.length === 0 && !VISIBLE.test(text)) return "empty";
  if (text.length > MAX_SMS_LENGTH) return "too_long";
  if (pictures.length > takes.most) return "too_many_pictures";
  if (pictures.some(({ contentType }) => !takes.contentTypes.includes(contentType))) return "picture_type";
  return pictures.reduce((sum, { bytes }) => sum + bytes, 0) > takes.largest ? "picture_too_large" : null;
}
