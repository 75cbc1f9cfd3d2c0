import { describe, expect, test } from "vitest";
import { languageFor, loadWords } from "../../../zendesk-app/src/i18n/messages.ts";
import { needsOf } from "../../../zendesk-app/src/nav-bar/needs.ts";
import { churnBand } from "../../../zendesk-app/src/sidebar/value/churn-band.ts";
import de from "../../../zendesk-app/translations/de.json" with { type: "json" };
import en from "../../../zendesk-app/translations/en.json" with { type: "json" };

/** The names that a message takes, `{name}` or `{count, plural, …}`, and not the branches of a choice. */
const argumentsOf = (message: string) =>
  new Set([...message.matchAll(/(?<!(?:one|other|none|=\d+) )\{(\w+)(?=[},])/g)].map(([, name]) => name));

describe("words", () => {
  test("every language has the same words", () => {
    expect(Object.keys(de.words)).toEqual(Object.keys(en.words));
    expect(Object.keys(de.app)).toEqual(Object.keys(en.app));
  });

  test("a word takes the same values in every language", () => {
    for (const [id, english] of Object.entries(en.words)) {
      const german = de.words[id as keyof typeof de.words];
      const unknown = [...argumentsOf(german)].filter((name) => !argumentsOf(english).has(name));
      expect(unknown, id).toEqual([]);
    }
  });

  test("no word shouts", () => {
    expect(
      [...Object.values(en.words), ...Object.values(de.words)].filter((word) => word.includes("!")),
    ).toEqual([]);
  });

  test.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["en-US", "en"],
    ["fr", "en"],
    ["", "en"],
  ])("the locale %s reads %s", async (locale, language) => {
    expect(languageFor(locale)).toBe(language);
    const loaded = await loadWords(locale);
    expect(loaded.words["orders.title"]).toBe(language === "de" ? "Bestellungen" : "Orders");
  });

  test("an exact locale comes before its language", () => {
    expect(languageFor("pt-BR", ["pt", "pt-BR", "en"])).toBe("pt-BR");
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

describe("what needs a person", () => {
  const well = {
    account: { name: "Nordlicht", subdomain: "nordlicht" },
    connections: [{ vendor: "klaviyo" as const, connected: true, lastEventAt: null }],
    work: { waiting: 2, failed: 0, oldestSeconds: 4 },
  };

  test("nothing when all is well", () => {
    expect(needsOf(well)).toEqual([]);
    expect(needsOf({ ...well, work: { waiting: 0, failed: 0, oldestSeconds: null } })).toEqual([]);
  });

  test("failed work, then lost connections, then a backlog", () => {
    const needs = needsOf({
      ...well,
      connections: [{ vendor: "klaviyo", connected: false, lastEventAt: null }],
      work: { waiting: 900, failed: 3, oldestSeconds: 1_300 },
    });
    expect(needs).toEqual([
      { kind: "failed", count: 3 },
      { kind: "disconnected", vendor: "klaviyo" },
      { kind: "behind", seconds: 1_300 },
    ]);
  });
});
