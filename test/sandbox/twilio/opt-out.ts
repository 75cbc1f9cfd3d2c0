import { pairOf, type TwilioContext } from "./state.ts";

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

/** The keyword that a text is, if it is nothing else. */
export function optOutTypeOf(body: string): OptOutType | null {
  const word = body.trim().toUpperCase();
  const types = Object.keys(KEYWORDS) as OptOutType[];
  return types.find((type) => KEYWORDS[type].includes(word)) ?? null;
}

/** Blocks or unblocks the pair as the keyword asks, and answers the person as the carrier does. */
export function applyOptOut(
  { state, events }: TwilioContext,
  type: OptOutType,
  person: string,
  number: string,
) {
  const pair = pairOf(number, person);
  const blocked = state.optOuts.has(pair);
  if (type === "STOP") state.optOuts.add(pair);
  if (type === "START") state.optOuts.delete(pair);
  const answers = type === "START" ? blocked : !blocked;
  if (!answers || state.failures.has(person)) return;
  const text = { from: number, to: person, body: ANSWERS[type], at: new Date() };
  state.carrierTexts.push(text);
  events.emit("carrierText", text);
}
