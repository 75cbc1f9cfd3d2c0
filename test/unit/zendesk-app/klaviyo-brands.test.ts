import type { AdminConnection } from "@sidethread/shared/admin";
import { describe, expect, test } from "vitest";
import {
  afterDisconnecting,
  brandsOf,
  hasSeveralKlaviyos,
} from "../../../zendesk-app/src/nav-bar/connections/klaviyo-brands.ts";

const connection = (key: string, isMain: boolean): AdminConnection => ({
  vendor: "klaviyo",
  key,
  isMain,
  state: "connected",
  label: `Account ${key}`,
  ways: ["key"],
  by: "key",
  scopes: [],
  lastEventAt: null,
  error: null,
  saying: null,
  endsAt: null,
});

const [main, works, spare] = [
  connection("MAIN01", true),
  connection("WORKS1", false),
  connection("SPARE1", false),
];
const brands = [
  { id: "101", name: "Shop" },
  { id: "102", name: "Works" },
  { id: "103", name: "Outlet" },
];
const known = (
  connections: AdminConnection[],
  klaviyoByBrand: Record<string, string> = { 102: "WORKS1" },
) => ({
  brands,
  connections,
  settings: { klaviyoByBrand },
});

describe("the brands of a Klaviyo account", () => {
  test("are those that are given it, and of the main one all that are given none", () => {
    expect(brandsOf(works, known([main, works]))).toEqual(["Works"]);
    expect(brandsOf(main, known([main, works]))).toEqual(["Shop", "Outlet"]);
    expect(brandsOf(spare, known([main, works, spare]))).toEqual([]);
  });

  test("are shown where there is something to tell apart", () => {
    expect(hasSeveralKlaviyos(known([main], {}))).toBe(false);
    expect(hasSeveralKlaviyos(known([main, works], {}))).toBe(true);
    expect(hasSeveralKlaviyos(known([main]))).toBe(true);
    expect(hasSeveralKlaviyos(known([{ ...main, state: "not_connected" }], {}))).toBe(false);
  });

  test.each([
    ["a brand's own", works, known([main, works, spare]), { lose: ["Works"], move: [], to: null }],
    [
      "the main one, without another that is free",
      main,
      known([main, works]),
      { lose: ["Shop", "Outlet"], move: [], to: null },
    ],
    [
      "the main one, with one that is free",
      main,
      known([main, works, spare]),
      { lose: [], move: ["Shop", "Outlet"], to: "Account SPARE1" },
    ],
    [
      "the main one, which a brand has by its name",
      main,
      known([main, works, spare], { 101: "MAIN01", 102: "WORKS1" }),
      { lose: ["Shop"], move: ["Outlet"], to: "Account SPARE1" },
    ],
  ])("lose it when it is disconnected: %s", (_, one, all, expected) => {
    expect(afterDisconnecting(one, all)).toEqual(expected);
  });
});
