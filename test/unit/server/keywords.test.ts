import { LANGUAGE_WORDS } from "@sidethread/server/conversations/inbound/keyword-words";
import { findKeyword } from "@sidethread/server/conversations/inbound/keywords";
import { type KeywordLanguage, readSettings } from "@sidethread/shared/settings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const { keywords } = readSettings({});
const own = { stop: [], start: [], subscribe: [], automation: [], help: [] };
const english = { ...keywords, languages: ["en"] as KeywordLanguage[] };

describe("a text that is a keyword", () => {
  test.each([
    ["STOP", "stop"],
    ["stop", "stop"],
    ["  Stop \n", "stop"],
    ["STOP!!!", "stop"],
    ["“Stop.”", "stop"],
    ["🛑 STOP", "stop"],
    ["ＳＴＯＰ", "stop"],
    ["S\u200bTOP\ufeff", "stop"],
    ["\u202eSTOP\u202c", "stop"],
    ["𝐒𝐓𝐎𝐏", "stop"],
    ["StopAll", "stop"],
    ["UNSUBSCRİBE", "stop"],
    ["cancel", "stop"],
    ["END", "stop"],
    ["quit", "stop"],
    ["REVOKE", "stop"],
    ["optout", "stop"],
    ["opt-out", "stop"],
    ["stop all", "stop"],
    ["START", "start"],
    ["unstop", "start"],
    ["Yes", "agree"],
    ["yes!", "agree"],
    ["JOIN", "subscribe"],
    ["HELP", "help"],
    ["info?", "help"],
    ["cancel my order", null],
    ["please stop", null],
    ["We have got to STOP this bill", null],
    ["stop it!", null],
    ["Yes please", null],
    ["No", null],
    ["👍", null],
    ["", null],
    [" \u200b ", null],
  ])("%j is %j", (text, keyword) => {
    expect(findKeyword(text, keywords)).toBe(keyword);
  });

  test.each([
    ["ABMELDEN", "stop"],
    ["Hilfe!", "help"],
    ["Baja", "stop"],
    ["AYUDA", "help"],
    ["Arrêt", "stop"],
    ["arret", "stop"],
    ["Désabonner", "stop"],
    ["aide", "help"],
    ["수신거부", "stop"],
    ["수신 거부", "stop"],
    ["도움말", "help"],
    ["Disiscrivimi", "stop"],
    ["aiuto", "help"],
    ["Uitschrijven", "stop"],
    ["hulp", "help"],
    ["SAIR", "stop"],
    ["ajuda", "help"],
    ["Anmelden", "agree"],
  ])("in its language alone: %j is %j", (text, keyword) => {
    expect(findKeyword(text, keywords)).toBe(keyword);
    expect(findKeyword(text, english)).toBeNull();
  });

  test.each([
    "Ja",
    "Sí",
    "Oui",
    "네",
    "Sì",
    "Sim",
    "Nein",
    "Nee",
    "Stornieren",
    "Annuler",
    "Cancelar",
    "Annulla",
    "Annuleren",
    "Basta",
  ])("%j is an answer to an agent in every language", (text) => {
    expect(findKeyword(text, keywords)).toBeNull();
  });

  test("of the account's own: folded like the text, and yes is theirs when they say so", () => {
    const chosen = {
      ...keywords,
      own: { ...own, stop: ["Lass-Mich!"], subscribe: ["YES"], automation: ["Größe"] },
    };
    expect(findKeyword("LASS MICH", chosen)).toBe("stop");
    expect(findKeyword("yes", chosen)).toBe("subscribe");
    expect(findKeyword("GRÖSSE", chosen)).toBe("automation");
    expect(findKeyword("join", chosen)).toBeNull();
  });

  test("stop wins, whatever else the account made of the word", () => {
    const chosen = {
      ...keywords,
      own: { ...own, subscribe: ["STOP"], automation: ["STOP"], help: ["STOP"] },
    };
    expect(findKeyword("stop", chosen)).toBe("stop");
  });

  test("contained in a text counts for stop words alone, and only as a whole word", () => {
    const contains = { ...keywords, stopWords: "contains" as const };
    expect(findKeyword("I want to cancel, my order!", contains)).toBe("stop");
    expect(findKeyword("Please opt-out now", contains)).toBe("stop");
    expect(findKeyword("nonstop ending", contains)).toBeNull();
    expect(findKeyword("I need help to start", contains)).toBeNull();
  });
});

test("every listed word is found as what it is listed for", () => {
  for (const [language, words] of Object.entries(LANGUAGE_WORDS)) {
    const settings = { ...keywords, own, languages: [language as KeywordLanguage] };
    for (const word of words.stop) expect(findKeyword(word, settings)).toBe("stop");
    for (const word of words.start) expect(findKeyword(word, settings)).toBe("agree");
    for (const word of words.help) expect(findKeyword(word, settings)).toBe("help");
  }
});

test("what surrounds a stop word, and how it is written, makes no difference", () => {
  const noise = fc.string({
    unit: fc.constantFrom(" ", "\n", "\t", ".", "!", "…", "\u200b", "\u00a0", "\ufeff", "«", "👍"),
  });
  const asWritten = fc.constantFrom("stop", "STOP", "Stop", "ｓｔｏｐ", "s\u0301top", "st\u200dop");
  fc.assert(
    fc.property(noise, asWritten, noise, (before, word, after) => {
      expect(findKeyword(before + word + after, keywords)).toBe("stop");
    }),
  );
});

test("any text is judged, and a whole text that is no listed word is none", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(findKeyword(`xyzzy ${text}`, keywords)).toBeNull();
    }),
  );
});
