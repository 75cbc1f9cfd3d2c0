/** A reply of ours that no event has confirmed yet. */
export interface Unconfirmed {
  id: string;
  text: string;
  at: Date;
}

/** How far two clocks may be apart. */
const SKEW_MS = 2 * 60_000;
/** Phones that are switched off get their texts later; carriers give up after three days at the most. */
const LONGEST_WAY_MS = 72 * 60 * 60_000;
/** As long as an organisation's name may be. */
const LONGEST_PREFIX = 60;

const LINK = /(?:https?:\/\/|\b(?:[\w-]+\.)+[a-z]{2,}\/)\S+?(?=[.,;:!?)\]}'"”’]*(?:\s|$))/giu;

/** What stays of a text on its way: its words, wherever its links lead. */
const essence = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(LINK, "\u0000")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Whether a text that went out is one that we sent: links shortened, and the organisation's name before it. */
export function isSameText(ours: string, seen: string): boolean {
  const wanted = essence(ours);
  const found = essence(seen);
  if (found === wanted) return true;
  if (wanted === "" || !found.endsWith(` ${wanted}`)) return false;
  const prefix = found.slice(0, -wanted.length - 1);
  return prefix.length <= LONGEST_PREFIX && prefix.endsWith(":") && !prefix.slice(0, -1).includes(":");
}

/** The reply that a delivered text is the echo of: the oldest that fits; null when somebody else sent it. */
export function findEcho<Reply extends Unconfirmed>(
  replies: Reply[],
  seen: { text: string; at: Date },
): Reply | null {
  const fits = ({ text, at }: Reply) => {
    const tookMs = seen.at.getTime() - at.getTime();
    return tookMs >= -SKEW_MS && tookMs <= LONGEST_WAY_MS && isSameText(text, seen.text);
  };
  return replies.find(fits) ?? null;
}
