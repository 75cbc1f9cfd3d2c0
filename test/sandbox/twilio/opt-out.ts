import { channelOf } from "./address.ts";
import { type IncomingNumber, now, pairOf, type TwilioContext } from "./state.ts";

export type OptOutType = "STOP" | "START" | "HELP";

const KEYWORDS: Record<OptOutType, string[]> = {
  STOP: ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"],
  START: ["START", "YES", "UNSTOP"],
  HELP: ["HELP", "INFO"],
};

const ANSWERS: Record<OptOutType, string> = {
  STOP: "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};

/** Toll-free numbers are blocked by the network itself, which says so. */
const NETWORK_STOP =
  'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. Text back "unstop" to receive messages again.';

/** The keyword that a text is, if it is nothing else. Twilio minds them neither on WhatsApp nor for short codes. */
export function optOutTypeOf(
  { from, body }: { from: string; body: string },
  { kind }: IncomingNumber,
): OptOutType | null {
  if (channelOf(from) === "whatsapp" || kind === "short_code") return null;
  const word = body.trim().toUpperCase();
  const types = Object.keys(KEYWORDS) as OptOutType[];
  return types.find((type) => KEYWORDS[type].includes(word)) ?? null;
}

/** Blocks or unblocks the pair as the keyword asks, and answers the person as the carrier does. */
export function applyOptOut(
  { state, events }: TwilioContext,
  type: OptOutType,
  person: string,
  { phoneNumber, kind }: IncomingNumber,
) {
  const pair = pairOf(phoneNumber, person);
  const blocked = state.optOuts.has(pair);
  if (type === "STOP") state.optOuts.add(pair);
  if (type === "START") state.optOuts.delete(pair);
  const answers = type === "START" ? blocked : !blocked;
  if (!answers || state.failures.has(person)) return;
  const body = kind === "toll_free" && type === "STOP" ? NETWORK_STOP : ANSWERS[type];
  const text = { from: phoneNumber, to: person, body, at: now(state) };
  state.carrierTexts.push(text);
  events.emit("carrierText", text);
}
