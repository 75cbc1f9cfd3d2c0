import type { KeywordSettings } from "@sidethread/shared/settings";
import { foldWords } from "./fold-words.ts";
import { CARRIER_WORDS, LANGUAGE_WORDS, type Words } from "./keyword-words.ts";

/** `agree`: a start word from somebody who has not agreed to texts yet, an answer from anybody else. */
export type Keyword = "stop" | "start" | "subscribe" | "automation" | "help" | "agree";

/** YES is one to every carrier, whatever languages an account chose. */
const ALWAYS_AGREE = ["yes"];

/** The keyword that a text is; null when it is anything else. A stop word wins over all others. */
export function findKeyword(text: string, { languages, stopWords, own }: KeywordSettings): Keyword | null {
  const said = foldWords(text);
  if (said === "") return null;
  const inLanguages = (kind: keyof Words) => languages.flatMap((language) => LANGUAGE_WORDS[language][kind]);
  const ofAccount = (kind: keyof typeof own) => own[kind].map(foldWords);

  const stops = [...CARRIER_WORDS.stop, ...inLanguages("stop"), ...ofAccount("stop")];
  if (stops.includes(said)) return "stop";
  if (stopWords === "contains" && stops.some((word) => ` ${said} `.includes(` ${word} `))) return "stop";
  if ([...CARRIER_WORDS.start, ...ofAccount("start")].includes(said)) return "start";
  if (ofAccount("subscribe").includes(said)) return "subscribe";
  if (ofAccount("automation").includes(said)) return "automation";
  if ([...CARRIER_WORDS.help, ...inLanguages("help"), ...ofAccount("help")].includes(said)) return "help";
  return [...ALWAYS_AGREE, ...inLanguages("start")].includes(said) ? "agree" : null;
}
