import { findEcho, isSameText } from "@sidethread/server/conversations/klaviyo/echo";
import { reasonFromKlaviyo } from "@sidethread/server/conversations/klaviyo/klaviyo-failures";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const link = "https://moorlicht.example/coats/blue?size=m";
const short = "https://klv3.io/aB3xYz";

describe("a delivered text is the same as ours", () => {
  test.each([
    ["word for word", "It does.", "It does."],
    ["with other white space", "It does.\n\nFrom  Monday.", " It does. From Monday. "],
    ["with its link shortened", `Look: ${link}`, `Look: ${short}`],
    ["with its link shortened, before a full stop", `See ${link}.`, `See ${short}.`],
    ["with its link shortened, in parentheses", `Here (${link}) or there`, `Here (${short}) or there`],
    ["with a short link without a scheme", `See ${link} now`, "See klv3.io/aB3xYz now"],
    ["with two links shortened", `${link} or ${link}`, `${short} or https://klv3.io/other`],
    ["with the organisation's name before it", "It does.", "Moorlicht: It does."],
    ["with both", `See ${link}`, `Moorlicht Berlin: See ${short}`],
    ["with plain quotes", "It’s “blue”…", 'It\'s "blue"...'],
    ["with composed letters", "Gru\u0308n", "Grün"],
  ])("%s", (_, ours, seen) => {
    expect(isSameText(ours, seen)).toBe(true);
  });

  test.each([
    ["with other words", "It does.", "It does not."],
    ["with more words after it", "It does.", "It does. Really."],
    ["with words before it that are no name", "Yes", "Well I would say yes: no, yes. Yes"],
    ["with a link too few", `See ${link}`, "See"],
    ["with a word for the link", `See ${link}`, "See there"],
    ["with nothing", "It does.", ""],
    ["in other letters' case", "YES", "yes"],
    ["as the end of a longer word", "does", "Moorlicht:does"],
  ])("never %s", (_, ours, seen) => {
    expect(isSameText(ours, seen)).toBe(false);
  });

  test("every text is the same as itself", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => isSameText(text, text)));
  });
});

describe("the echo", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 12, minutes));
  const reply = (id: string, text: string, minutes: number, reason: string | null = null) => ({
    id,
    text,
    at: at(minutes),
    reason,
  });

  test("is of the oldest reply that fits", () => {
    const replies = [reply("a", "No", 0), reply("b", "Yes", 1), reply("c", "Yes", 2)];
    expect(findEcho(replies, { text: "Yes", at: at(3) })?.id).toBe("b");
  });

  test("is of one that went out rather than of one of which nobody knows", () => {
    const unknown = reply("a", "Yes", 0, "unknown_outcome");
    expect(findEcho([unknown, reply("b", "Yes", 5)], { text: "Yes", at: at(6) })?.id).toBe("b");
    expect(findEcho([unknown], { text: "Yes", at: at(6) })?.id).toBe("a");
  });

  test.each([
    ["of the same second", 0, true],
    ["a minute early, for the clocks", -1, true],
    ["ten minutes early", -10, false],
    ["two days late: the phone was off", 2 * 24 * 60, true],
    ["four days late", 4 * 24 * 60, false],
  ])("%s", (_, minutes, fits) => {
    const found = findEcho([reply("a", "Yes", 0)], { text: "Yes", at: at(minutes) });
    expect(found !== null).toBe(fits);
  });

  test("is of nothing that others wrote", () => {
    expect(findEcho([reply("a", "Yes", 0)], { text: "Autumn sale!", at: at(0) })).toBeNull();
  });
});

test.each([
  ["Device disconnected", "unknown_number"],
  ["Invalid mobile number", "unknown_number"],
  ["Device unreachable", "unreachable"],
  ["Device incapable", "landline"],
  ["Carrier violation", "blocked"],
  ["Message blocked", "blocked"],
  ["Unsubscribed recipient", "opted_out"],
  ["Conversation window expired", "window_closed"],
  ["Unknown", "carrier_error"],
  ["something new", "carrier_error"],
  [null, "carrier_error"],
])("Klaviyo's failure %s is %s", (type, reason) => {
  expect(reasonFromKlaviyo(type)).toBe(reason);
});
