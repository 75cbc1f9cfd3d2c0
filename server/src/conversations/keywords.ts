const STOP = new Set(["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"]);
const START = new Set(["start", "unstop", "yes"]);

export type Keyword = "stop" | "start";

/** The keyword that a text consists of; null when it is anything else. Only the whole trimmed text counts. */
export function findKeyword(text: string): Keyword | null {
  const word = text.normalize("NFKC").trim().toLowerCase();
  if (STOP.has(word)) return "stop";
  if (START.has(word)) return "start";
  return null;
}

const HELP = new Set(["help", "info"]);

/** Whether a text asks for help: the keyword that becomes a ticket, whatever the consent. */
export const asksForHelp = (text: string): boolean => HELP.has(text.normalize("NFKC").trim().toLowerCase());
