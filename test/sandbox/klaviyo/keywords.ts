const STOP = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
/** JOIN is the account's own. */
const START = ["START", "UNSTOP", "YES", "Y", "JOIN"];
const HELP = ["HELP", "INFO"];

type Keyword = "stop" | "start" | "help";

/** What a text asks of Klaviyo. By default it finds a stop word anywhere in the text. */
export function keywordIn(body: string, matching: "contains" | "exact"): Keyword | null {
  const text = body.trim().toUpperCase();
  if (START.includes(text)) return "start";
  if (HELP.includes(text)) return "help";
  const words = matching === "contains" ? text.split(/[^\p{L}]+/u) : [text];
  return words.some((word) => STOP.includes(word)) ? "stop" : null;
}

/** What Klaviyo answers by itself. */
export const automaticAnswers: Record<Keyword, string> = {
  stop: "You are unsubscribed and will receive no more messages. Text START to resubscribe.",
  start: "You are subscribed. Text STOP to unsubscribe, HELP for help.",
  help: "Text STOP to unsubscribe. Message and data rates may apply.",
};
