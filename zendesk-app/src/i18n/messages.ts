import type { words as english } from "../../translations/en.json";

export type Words = typeof english;
export type WordId = keyof Words;

const LANGUAGES: Record<string, () => Promise<{ words: Words }>> = {
  de: () => import("../../translations/de.json"),
  en: () => import("../../translations/en.json"),
  es: () => import("../../translations/es.json"),
  fr: () => import("../../translations/fr.json"),
  ko: () => import("../../translations/ko.json"),
};

/** The language that we have for a locale: itself, else its language, else English. */
export function languageFor(locale: string, available: readonly string[] = Object.keys(LANGUAGES)): string {
  const language = locale.split("-")[0] ?? "";
  return [locale, language].find((candidate) => available.includes(candidate)) ?? "en";
}

/** Loads the words in the language that fits a locale best. */
export async function loadWords(locale: string): Promise<{ language: string; words: Words }> {
  const language = languageFor(locale);
  const { words } = await LANGUAGES[language]!();
  return { language, words };
}
