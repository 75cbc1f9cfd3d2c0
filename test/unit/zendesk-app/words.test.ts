import { told } from "@sidethread/shared/told";
import { describe, expect, test } from "vitest";
import {
  languageFor,
  loadAdminWords,
  loadWords,
  type WordId,
} from "../../../zendesk-app/src/i18n/messages.ts";
import adminDe from "../../../zendesk-app/src/nav-bar/words/de.json" with { type: "json" };
import adminEn from "../../../zendesk-app/src/nav-bar/words/en.json" with { type: "json" };
import adminEs from "../../../zendesk-app/src/nav-bar/words/es.json" with { type: "json" };
import adminFr from "../../../zendesk-app/src/nav-bar/words/fr.json" with { type: "json" };
import adminKo from "../../../zendesk-app/src/nav-bar/words/ko.json" with { type: "json" };
import { asSentence, reasonText } from "../../../zendesk-app/src/sidebar/thread/reason-text.ts";
import type { ReplyBlock } from "../../../zendesk-app/src/sidebar/thread/reply-block.ts";
import { churnBand } from "../../../zendesk-app/src/sidebar/value/churn-band.ts";
import de from "../../../zendesk-app/translations/de.json" with { type: "json" };
import en from "../../../zendesk-app/translations/en.json" with { type: "json" };
import es from "../../../zendesk-app/translations/es.json" with { type: "json" };
import fr from "../../../zendesk-app/translations/fr.json" with { type: "json" };
import ko from "../../../zendesk-app/translations/ko.json" with { type: "json" };
import { strictIntl } from "./intl.ts";

const others = { de, es, fr, ko };
const adminOthers = { de: adminDe, es: adminEs, fr: adminFr, ko: adminKo };
const all = Object.entries({ en, ...others });
const allOfBoth = [...all, ...Object.entries({ en: adminEn, ...adminOthers })];
const english = { ...en.words, ...adminEn.words };

/** What the app hands to a message of English: nothing else is there for the others to say. */
function valuesOf(english: string, count: number, word: string): Record<string, number | string> {
  const names = [...english.matchAll(/\{(\w+)(?=[},])/g)].map(([, name]) => name ?? "");
  const isCounted = (name: string) => new RegExp(`{${name}, (plural|number)`).test(english);
  return Object.fromEntries(names.map((name) => [name, isCounted(name) ? count : word]));
}

describe("words", () => {
  test.each(Object.entries(others))("%s has the words of English, in its order", (_, language) => {
    expect(Object.keys(language.words)).toEqual(Object.keys(en.words));
    expect(Object.keys(language.app)).toEqual(Object.keys(en.app));
  });

  test.each(Object.entries(adminOthers))(
    "%s has the admin's words of English, in its order",
    (_, { words }) => {
      expect(Object.keys(words)).toEqual(Object.keys(adminEn.words));
    },
  );

  test.each(allOfBoth)("%s can be said with the values that English takes", (locale, { words }) => {
    const intl = strictIntl(locale, words);
    for (const id of Object.keys(words) as WordId[]) {
      for (const count of [0, 1, 2, 5]) {
        for (const word of ["none", "whatsapp", "wide", "Maren"]) {
          const b = (parts: unknown[]) => parts.join("");
          const said = intl.formatMessage({ id }, { ...valuesOf(english[id], count, word), b });
          expect(String(said), id).not.toMatch(/[{}<>]|^$/);
        }
      }
    }
  });

  test("English tells what the server tells, in its words", () => {
    const ofServer = Object.entries(told).map(([code, text]) => [`told.${code}`, text]);
    expect(Object.entries(adminEn.words).filter(([id]) => id.startsWith("told."))).toEqual(ofServer);
  });

  test.each(allOfBoth)("%s translates what there is to say", (_, { words }) => {
    expect(Object.entries(words).filter(([, word]) => word.trim() === "" || word.includes("!"))).toEqual([]);
  });

  test.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["en-US", "en"],
    ["fr-CA", "fr"],
    ["es-419", "es"],
    ["ko", "ko"],
    ["pt-BR", "en"],
    ["", "en"],
  ])("the locale %s reads %s", async (locale, language) => {
    expect(languageFor(locale)).toBe(language);
    const loaded = await loadWords(locale);
    expect(loaded.words).toEqual(Object.fromEntries(all)[language]?.words);
    const admin = await loadAdminWords(locale);
    expect(admin.language).toBe(language);
    expect(Object.keys(admin.words)).toEqual(Object.keys(english));
  });

  test("an exact locale comes before its language", () => {
    expect(languageFor("pt-BR", ["pt", "pt-BR", "en"])).toBe("pt-BR");
  });
});

describe("why a reply is not sent, in words", () => {
  const reader = { locale: "en", timeZone: "UTC", now: Date.parse("2026-11-21T12:00:00Z") };
  const reasons: ReplyBlock["reason"][] = [
    ...(["no_conversation", "on_other_ticket", "opted_out", "no_consent", "not_connected"] as const),
    ...(["not_enabled", "not_answerable", "customer_never_wrote", "window_closed", "closed"] as const),
    ...(["agent_is_customer", "empty", "too_long"] as const),
    ...(["too_many_pictures", "picture_type", "picture_too_large"] as const),
  ];

  test.each(all)("%s says each reason, with and without its day", (locale, { words }) => {
    const intl = strictIntl(locale, words);
    for (const reason of reasons) {
      for (const since of [null, "2026-11-03T09:00:00Z"]) {
        const text = reasonText(intl, { ...reader, locale }, { reason, since }, "Maren");
        expect(text, reason).toMatch(/[.]$/);
        expect(text, reason).not.toMatch(/[{}]|none/);
      }
    }
  });

  test("says the day that somebody opted out", () => {
    const intl = strictIntl("en", en.words);
    const since = "2026-11-03T09:00:00Z";
    const block = { reason: "opted_out", since } as const;
    expect(reasonText(intl, { ...reader, locale: "en-GB" }, block, "Maren")).toBe(
      "Maren opted out of texts on 3 Nov. Reply by e-mail, or ask Maren to text START.",
    );
  });

  test("is a sentence where it stands alone", () => {
    expect(asSentence("en", "the carrier could not take it.")).toBe("The carrier could not take it.");
    expect(asSentence("tr", "ilk")).toBe("İlk");
    expect(asSentence("ko", "없는 번호입니다.")).toBe("없는 번호입니다.");
  });
});

describe("churn risk", () => {
  test.each([
    [0, "low"],
    [0.329, "low"],
    [0.33, "medium"],
    [0.66, "medium"],
    [0.661, "high"],
    [1, "high"],
  ])("%d is %s", (risk, band) => {
    expect(churnBand(risk)).toBe(band);
  });
});
