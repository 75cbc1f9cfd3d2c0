import type { AdminConnection, AdminState, TestText } from "@sidethread/shared/admin";
import { readSettings } from "@sidethread/shared/settings";
import { describe, expect, test } from "vitest";
import { adminAnswer } from "../../../zendesk-app/src/backend/ask-admin.ts";
import { needsOf, needsOfHealth } from "../../../zendesk-app/src/nav-bar/overview/needs.ts";
import { actionWords } from "../../../zendesk-app/src/nav-bar/record/action-words.ts";
import { changesBetween } from "../../../zendesk-app/src/nav-bar/record/changes.ts";
import { differing } from "../../../zendesk-app/src/nav-bar/settings/use-draft.ts";
import { split } from "../../../zendesk-app/src/nav-bar/settings/words-field.tsx";
import { doneSteps } from "../../../zendesk-app/src/nav-bar/setup/steps.ts";
import en from "../../../zendesk-app/src/nav-bar/words/en.json" with { type: "json" };
import { strictIntl } from "./intl.ts";

function connection(
  vendor: AdminConnection["vendor"],
  state: AdminConnection["state"],
  error: string | null = null,
): AdminConnection {
  const nothing = {
    key: "",
    isMain: false,
    label: null,
    ways: [],
    by: null,
    scopes: [],
    lastEventAt: null,
    saying: null,
    endsAt: null,
  };
  return { ...nothing, vendor, state, error };
}

describe("an answer to an admin's request", () => {
  test.each([
    [200, { a: 1 }, { ok: true, body: { a: 1 } }],
    [204, undefined, { ok: true, body: undefined }],
    [401, { detail: "Sign in." }, { ok: false, kind: "ended", detail: "Sign in.", saying: null }],
    [403, {}, { ok: false, kind: "forbidden", detail: null, saying: null }],
    [
      422,
      { detail: "No such brand." },
      { ok: false, kind: "refused", detail: "No such brand.", saying: null },
    ],
    [422, { detail: { html: "<b>" } }, { ok: false, kind: "refused", detail: null, saying: null }],
    [
      422,
      { detail: "No.", saying: { code: "people.nobody", values: {} } },
      { ok: false, kind: "refused", detail: "No.", saying: { code: "people.nobody", values: {} } },
    ],
    [422, { detail: "No.", saying: "no" }, { ok: false, kind: "refused", detail: "No.", saying: null }],
    [503, { detail: "down" }, { ok: false, kind: "offline", detail: "down", saying: null }],
    [undefined, undefined, { ok: false, kind: "offline", detail: null, saying: null }],
  ])("%s is read", (status, responseJSON, answer) => {
    expect(adminAnswer({ ...(status && { status }), responseJSON })).toEqual(answer);
  });
});

describe("what needs a person", () => {
  const well = {
    account: { name: "Nordlicht", subdomain: "nordlicht" },
    connections: [{ vendor: "klaviyo" as const, state: "connected" as const, lastEventAt: null }],
    work: { waiting: 2, failed: 0, oldestSeconds: 4 },
  };

  test("nothing when all is well, and a shop is the account's choice", () => {
    expect(needsOf(well)).toEqual([]);
    expect(needsOf({ ...well, work: { waiting: 0, failed: 0, oldestSeconds: null } })).toEqual([]);
    const shop = { vendor: "shopify" as const, state: "not_connected" as const, lastEventAt: null };
    expect(needsOf({ ...well, connections: [shop] })).toEqual([]);
  });

  test("failed work, then lost connections, then a backlog", () => {
    const needs = needsOf({
      ...well,
      connections: [
        { vendor: "zendesk", state: "needs_attention", lastEventAt: null },
        { vendor: "klaviyo", state: "not_connected", lastEventAt: null },
      ],
      work: { waiting: 900, failed: 3, oldestSeconds: 1_300 },
    });
    expect(needs).toEqual([
      { kind: "failed", count: 3 },
      { kind: "attention", vendor: "zendesk", error: null, saying: null },
      { kind: "disconnected", vendor: "klaviyo" },
      { kind: "behind", seconds: 1_300 },
    ]);
  });

  test("for admins also why, and who does not answer", () => {
    const needs = needsOfHealth({
      connections: [
        connection("zendesk", "needs_attention", "Connect it again."),
        connection("klaviyo", "not_connected"),
        connection("shopify", "not_connected"),
      ],
      work: well.work,
      limits: [],
      breakers: [
        { vendor: "twilio", key: "", state: "open" },
        { vendor: "klaviyo", key: "XyZ123", state: "half_open" },
      ],
      deadLetters: [],
      deliveries: [],
    });
    expect(needs).toEqual([
      { kind: "attention", vendor: "zendesk", error: "Connect it again.", saying: null },
      { kind: "disconnected", vendor: "klaviyo" },
      { kind: "unreachable", vendor: "twilio" },
    ]);
  });
});

describe("setting up", () => {
  const nothing: AdminState = {
    account: { subdomain: "nordlicht", name: "Nordlicht" },
    admin: { name: "Owen Marsh" },
    connections: [connection("zendesk", "not_connected"), connection("klaviyo", "needs_attention")],
    settings: readSettings({}),
    brands: [],
    groups: [],
    numbers: [],
    tested: false,
    made: { view: null, automation: null },
  };
  const brand = (id: string) => ({ id, name: `Brand ${id}` });
  const url = "https://nordlicht.zendesk.com/1";

  test("nothing is done at first, and what needs attention is not done", () => {
    expect(doneSteps(nothing, undefined)).toEqual(new Set());
  });

  test("a number of Klaviyo's is a carrier", () => {
    const numbers = [{ number: "+498001234567", carrier: "klaviyo" as const, channel: "sms" as const }];
    expect(doneSteps({ ...nothing, numbers }, undefined)).toEqual(new Set(["carrier"]));
  });

  test("several brands want a choice, one does not", () => {
    expect(doneSteps({ ...nothing, brands: [brand("1")] }, undefined)).toEqual(new Set(["brands"]));
    const several = { ...nothing, brands: [brand("1"), brand("2")] };
    expect(doneSteps(several, undefined)).toEqual(new Set());
    const settings = readSettings({ textBrandId: "2" });
    expect(doneSteps({ ...several, settings }, undefined)).toEqual(new Set(["brands"]));
  });

  test("view and automation are one step", () => {
    const view = { id: "1", url };
    expect(doneSteps({ ...nothing, made: { view, automation: null } }, undefined)).toEqual(new Set());
    const made = { view, automation: { id: "2", url, hours: 24 } };
    expect(doneSteps({ ...nothing, made }, undefined)).toEqual(new Set(["brands", "zendesk_rules"]));
  });

  test("a test that ended well", () => {
    const testWith = (state: "done" | "failed", ended: boolean): TestText => ({
      id: "1",
      steps: [{ step: "received", state, at: null, detail: null, saying: null }],
      ended,
    });
    expect(doneSteps(nothing, testWith("done", true))).toEqual(new Set(["test"]));
    expect(doneSteps(nothing, testWith("failed", true))).toEqual(new Set());
    expect(doneSteps(nothing, testWith("done", false))).toEqual(new Set());
    expect(doneSteps({ ...nothing, tested: true }, undefined)).toEqual(new Set(["test"]));
  });
});

describe("settings that are not saved yet", () => {
  const saved = readSettings({});

  test("are those that differ", () => {
    expect(differing({ shortenLinks: true, attributionHours: 48 }, saved)).toEqual({ attributionHours: 48 });
    expect(differing({ orderActions: { ...saved.orderActions } }, saved)).toEqual({});
  });

  test("words of a line, each once", () => {
    expect(split(" stop it, STOP IT ,, genug,stop it,")).toEqual(["stop it", "STOP IT", "genug"]);
    expect(split("")).toEqual([]);
  });
});

describe("the record", () => {
  test("names what changed by its path", () => {
    const before = { keywords: { stopWords: "contains", languages: ["en", "de"] }, autoResponse: "Hi" };
    const after = { keywords: { stopWords: "whole_text", languages: ["en", "de"] }, shortenLinks: false };
    expect(changesBetween(before, after)).toEqual([
      { path: "keywords.stopWords", before: "contains", after: "whole_text" },
      { path: "autoResponse", before: "Hi", after: null },
      { path: "shortenLinks", before: null, after: "false" },
    ]);
    expect(changesBetween(null, null)).toEqual([]);
  });

  test.each([
    ["settings.changed", "Settings changed"],
    ["klaviyo.connected", "Klaviyo connected"],
    ["twilio.disconnected", "Twilio disconnected"],
    ["klaviyo.frobnicated", "klaviyo.frobnicated"],
    ["unheard of", "unheard of"],
  ])("%s is said as %s", (action, words) => {
    expect(actionWords(strictIntl("en", en.words), action)).toBe(words);
  });
});
