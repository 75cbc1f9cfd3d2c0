import {
  whatIsWrongWithBrands,
  whatIsWrongWithKlaviyo,
} from "@sidethread/server/accounts/change-settings-rules";
import {
  type BrandsAtKlaviyo,
  hearsFor,
  klaviyoOfBrand,
  klaviyoOfTexts,
  speaksOfTexts,
} from "@sidethread/server/accounts/klaviyo-of-brand";
import { type ConsentStatement, hear, OWN_WORD } from "@sidethread/server/profiles/consent";
import { idAtKlaviyo, idsAtKlaviyo } from "@sidethread/server/profiles/identity";
import { readSettings } from "@sidethread/shared/settings";
import { describe, expect, test } from "vitest";

const [SHOP, WORKS, OTHER] = ["101", "102", "103"] as const;

function account(
  connected: string[],
  main: string | null,
  klaviyoByBrand: Record<string, string> = { [WORKS]: "WORKS1" },
  textBrandId: string | null = null,
): BrandsAtKlaviyo {
  return { settings: { klaviyoByBrand, textBrandId }, klaviyo: { connected, main } };
}

const both = (textBrandId: string | null = null) =>
  account(["MAIN01", "WORKS1"], "MAIN01", { [WORKS]: "WORKS1" }, textBrandId);

describe("a brand's Klaviyo account", () => {
  test.each([
    ["that is named", both(), WORKS, "WORKS1"],
    ["that is not named: the main one", both(), OTHER, "MAIN01"],
    ["of a ticket without a brand: the main one", both(), null, "MAIN01"],
    ["that is named and not connected: none", account(["MAIN01"], "MAIN01"), WORKS, null],
    ["that is named, where it alone is connected", account(["WORKS1"], null), WORKS, "WORKS1"],
    ["that is not named, where there is no main one: none", account(["WORKS1"], null), SHOP, null],
    ["without Klaviyo: none", account([], null, {}), SHOP, null],
    ["named by the main one's own name", account(["MAIN01"], "MAIN01", { [SHOP]: "MAIN01" }), SHOP, "MAIN01"],
  ])("%s", (_, of, brandId, expected) => {
    expect(klaviyoOfBrand(of, brandId)).toBe(expected);
    const settings = { ...of.settings, textBrandId: brandId };
    expect(klaviyoOfTexts({ ...of, settings })).toBe(expected);
  });

  test.each([
    ["the main one, where texts have no brand", both(), "MAIN01", true],
    ["another brand's", both(), "WORKS1", false],
    ["the brand's of texts", both(WORKS), "WORKS1", true],
    ["the main one, where texts have a brand of their own", both(WORKS), "MAIN01", false],
    ["another brand's, where texts have none", account(["WORKS1"], null), "WORKS1", false],
    ["one that was the only one, and is disconnected", account([], null, {}), "MAIN01", true],
    [
      "the brand's of texts, disconnected",
      account(["MAIN01"], "MAIN01", { [WORKS]: "WORKS1" }, WORKS),
      "WORKS1",
      true,
    ],
    [
      "the main one instead of it",
      account(["MAIN01"], "MAIN01", { [WORKS]: "WORKS1" }, WORKS),
      "MAIN01",
      false,
    ],
  ])("tells of texts: %s: %s", (_, of, told, expected) => {
    expect(speaksOfTexts(of, told)).toBe(expected);
  });
});

describe("whose word on consent counts", () => {
  const voices = [OWN_WORD, "MAIN01", "WORKS1", "FORMER"];
  test.each([
    ["the brand of texts", both(), SHOP, [OWN_WORD, "MAIN01"]],
    ["another brand", both(), WORKS, ["WORKS1"]],
    ["the brand of texts, by its name", both(WORKS), WORKS, [OWN_WORD, "WORKS1"]],
    ["any brand, without Klaviyo", account([], null, {}), WORKS, voices],
    ["a brand whose own is disconnected", account(["MAIN01"], "MAIN01"), WORKS, ["WORKS1"]],
    [
      "the main one's brands, once it is disconnected",
      account(["WORKS1"], null),
      SHOP,
      [OWN_WORD, "MAIN01", "FORMER"],
    ],
  ])("for %s", (_, of, brandId, expected) => {
    expect(voices.filter(hearsFor(of, brandId))).toEqual(expected);
  });

  const said = (voice: string, state: ConsentStatement["state"], day: number) => ({
    voice,
    channel: "sms" as const,
    kind: "marketing" as const,
    source: voice === OWN_WORD ? ("keyword" as const) : ("klaviyo" as const),
    state,
    since: new Date(Date.UTC(2026, 10, day)),
  });

  test("a stop word stays, whichever Klaviyo account texts get; a later word of that account's replaces it", () => {
    const statements = [
      said("MAIN01", "subscribed", 1),
      said(OWN_WORD, "unsubscribed", 2),
      said("WORKS1", "subscribed", 3),
    ];
    const state = (heard: string[]) => hear(statements, (one) => heard.includes(one)).map((one) => one.state);
    expect(state([OWN_WORD, "MAIN01"])).toEqual(["unsubscribed"]);
    expect(state([OWN_WORD, "WORKS1"])).toEqual(["subscribed"]);
    expect(state(["MAIN01"])).toEqual(["subscribed"]);
    expect(state([])).toEqual([]);
  });
});

test("ids of one Klaviyo account are none of another's", () => {
  const known = { phone: [], email: [], zendesk: [], shopify: [] };
  const klaviyo = [
    idAtKlaviyo("MAIN01", "01AB"),
    idAtKlaviyo("WORKS1", "01AB"),
    idAtKlaviyo("MAIN01", "01CD"),
  ];
  expect(idsAtKlaviyo({ ...known, klaviyo }, "MAIN01")).toEqual(["01AB", "01CD"]);
  expect(idsAtKlaviyo({ ...known, klaviyo }, "WORKS1")).toEqual(["01AB"]);
  expect(idsAtKlaviyo({ ...known, klaviyo }, "MAIN0")).toEqual([]);
});

describe("what an admin may choose", () => {
  const brands = [
    { id: SHOP, default: true },
    { id: WORKS, default: false },
  ];
  const chosen = (change: object) => readSettings(change);

  test.each([
    ["another brand's own", { klaviyoByBrand: { [WORKS]: "WORKS1" } }, null],
    ["a brand that is not there", { klaviyoByBrand: { [OTHER]: "WORKS1" } }, "settings.no_brand"],
    [
      "the default brand's own, while texts go there unnamed",
      { klaviyoByBrand: { [SHOP]: "WORKS1" } },
      "settings.default_brand_klaviyo",
    ],
    ["the same, by its name", { klaviyoByBrand: { [SHOP]: "WORKS1" }, textBrandId: SHOP }, null],
    ["the same, without texts", { klaviyoByBrand: { [SHOP]: "WORKS1" }, textTickets: false }, null],
  ])("%s", (_, change, wrong) => {
    expect(whatIsWrongWithBrands(chosen(change), brands)?.code ?? null).toBe(wrong);
  });

  test("an account that is connected, or that the brand had before it was disconnected", () => {
    const now = { klaviyoByBrand: { [WORKS]: "WORKS1" } };
    expect(whatIsWrongWithKlaviyo(now, { klaviyoByBrand: {} }, ["WORKS1"])).toBeNull();
    expect(whatIsWrongWithKlaviyo(now, now, [])).toBeNull();
    const told = whatIsWrongWithKlaviyo(now, { klaviyoByBrand: { [WORKS]: "OLD001" } }, []);
    expect(told).toMatchObject({ code: "settings.klaviyo_unconnected", values: { id: "WORKS1" } });
  });
});
