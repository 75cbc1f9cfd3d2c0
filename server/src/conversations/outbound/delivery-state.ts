import { type MessageState, messageState } from "@sidethread/shared/sidebar";

const FROM_TWILIO = new Map<string, MessageState>([
  ["accepted", "queued"],
  ["scheduled", "queued"],
  ["queued", "queued"],
  ["sending", "queued"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "delivered"],
  ["undelivered", "failed"],
  ["failed", "failed"],
  ["canceled", "failed"],
]);

/** Twilio's word for a message's state in ours; null for a word that we do not know. */
export const stateFromTwilio = (status: string): MessageState | null => FROM_TWILIO.get(status) ?? null;

const RANK: Record<MessageState, number> = {
  queued: 0,
  unknown: 1,
  sent: 2,
  delivered: 3,
  failed: 3,
  not_sent: 3,
  received: 3,
};

/** The states from which a message may go on to another: forward only, and never on from a final one. */
export const statesBefore = (to: MessageState): MessageState[] =>
  messageState.options.filter((from) => RANK[from] < RANK[to]);

/** Twilio's error codes as reasons that the sidebar has words for. https://www.twilio.com/docs/api/errors */
export function reasonFromTwilio(code: string | null): string {
  switch (code) {
    case "21610":
      return "opted_out";
    case "21211":
    case "21214":
    case "30005":
    case "63003":
    case "63024":
      return "unknown_number";
    case "21614":
    case "30006":
      return "landline";
    case "30003":
      return "unreachable";
    case "30004":
    case "30007":
      return "blocked";
    case "21617":
      return "too_long";
    case "21623":
      return "too_many_pictures";
    case "12300":
    case "63021":
      return "picture_type";
    case "11751":
      return "picture_too_large";
    case "63016":
      return "window_closed";
    default:
      return "carrier_error";
  }
}
