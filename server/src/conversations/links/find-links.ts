export interface FoundLink {
  /** Where it begins in the text. */
  at: number;
  /** As it is written there. */
  url: string;
}

/** From a scheme that begins a word to a space, a quotation mark, a bracket of East Asia or something invisible. */
const CANDIDATE =
  /(?<![\p{L}\p{M}\p{N}_])https?:\/\/(?!\/)[^\s\p{Cc}\p{Cf}\p{Cs}<>"`\\“”„«»‹›\u3000-\u303f！（），：；？［］｛｝｢｣]+/giu;

/** Ends a sentence rather than a link, where it comes last. */
const AFTER =
  /^[.,;:!?'*’‘…،؛؟।\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$|^\ufe0f$/u;

const OPENING: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** A name with a dot in it, or an address; no comma, which would be two links. */
const HOST = /^\[[\da-f:.]+\]$|^[\da-z_-]+(\.[\da-z_-]+)+\.?$/;

/** The links in a text, in their order: http and https, as a phone would make them out. */
export function findLinks(text: string): FoundLink[] {
  return [...text.matchAll(CANDIDATE)]
    .map(({ index, 0: candidate }) => ({ at: index, url: withoutEnd(candidate) }))
    .filter(({ url }) => isLink(url));
}

/** A text with its links replaced where there is something to replace them by; all else stays as it is. */
export function replaceLinks(text: string, by: (url: string) => string | undefined): string {
  let replaced = "";
  let end = 0;
  for (const { at, url } of findLinks(text)) {
    replaced += text.slice(end, at) + (by(url) ?? url);
    end = at + url.length;
  }
  return replaced + text.slice(end);
}

/** Without what only follows it: punctuation, emoji, and brackets that it did not open. */
function withoutEnd(candidate: string): string {
  const characters = [...candidate];
  const counts = new Map<string, number>();
  for (const one of characters) counts.set(one, count(counts, one) + 1);
  for (;;) {
    const last = characters.at(-1) ?? "";
    const opening = OPENING[last];
    const unopened = opening !== undefined && count(counts, last) > count(counts, opening);
    if (!unopened && !AFTER.test(last)) return characters.join("");
    counts.set(last, count(counts, last) - 1);
    characters.pop();
  }
}

const count = (counts: Map<string, number>, character: string) => counts.get(character) ?? 0;

/** Whether it leads somewhere on the internet. One with a name or a password in it is a secret: not ours to keep. */
function isLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, username, password } = new URL(url);
  return HOST.test(hostname) && username === "" && password === "";
}
