import type { words as english } from "../../translations/en.json";
import type { words as adminEnglish } from "../nav-bar/words/en.json";

export type Words = typeof english;
type AdminWords = typeof adminEnglish;
export type AllWords = Words & AdminWords;
export type WordId = keyof Words | keyof AdminWords;

const LANGUAGES: Record<string, () => Promise<{ words: Words }>> = {
  de: () => import("../../translations/de.json"),
  en: () => import("../../translations/en.json"),
  es: () => import("../../translations/es.json"),
  fr: () => import("../../translations/fr.json"),
  ko: () => import("../../translations/ko.json"),
};

/** Only admins read these, so agents don't wait for them. */
const ADMIN_LANGUAGES: Record<string, () => Promise<{ words: AdminWords }>> = {
  de: () => import("../nav-bar/words/de.json"),
  en: () => import("../nav-bar/words/en.json"),
  es: () => import("../nav-bar/words/es.json"),
  fr: () => import("../nav-bar/words/fr.json"),
  ko: () => import("../nav-bar/words/ko.json"),
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

/** The same with the words of the admin's page. */
export async function loadAdminWords(locale: string): Promise<{ language: string; words: AllWords }> {
  const [{ language, words }, admin] = await Promise.all([
    loadWords(locale),
    ADMIN_LANGUAGES[languageFor(locale)]!(),
  ]);
  return { language, words: { ...words, ...admin.words } };
}
