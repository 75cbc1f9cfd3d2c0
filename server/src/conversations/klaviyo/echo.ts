/** A reply of ours that no event has confirmed yet. */
export interface Unconfirmed {
  id: string;
  text: string;
  at: Date;
  /** Set where a person was asked whether it went out: nobody knows. */
  reason: string | null;
}

/** How far two clocks may be apart. */
const SKEW_MS = 2 * 60_000;
/** Phones that are switched off get their texts later; carriers give up after three days at the most. */
const LONGEST_WAY_MS = 72 * 60 * 60_000;
/** As long as an organisation's name may be. */
const LONGEST_PREFIX = 60;

// Each part has an end, so that a text is read in a time that grows with its length alone.
const LINK =
  /(?:https?:\/\/|\b(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}\/)\S{1,2000}?(?=[.,;:!?)\]}'"”’]{0,8}(?:\s|$))/giu;

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

/**
 * The reply that a delivered text is the echo of: the oldest that fits, of those that went out if there is one; null
 * when somebody else sent it.
 */
export function findEcho<Reply extends Unconfirmed>(
  replies: Reply[],
  seen: { text: string; at: Date },
): Reply | null {
  const fits = ({ text, at }: Reply) => {
    const tookMs = seen.at.getTime() - at.getTime();
    return tookMs >= -SKEW_MS && tookMs <= LONGEST_WAY_MS && isSameText(text, seen.text);
  };
  const fitting = replies.filter(fits);
  return fitting.find(({ reason }) => reason === null) ?? fitting[0] ?? null;
}
