import { answerableUntil, isWindowOpen } from "@sidethread/server/conversations/outbound/whatsapp-window";
import { expect, test } from "vitest";

const now = new Date("2026-11-02T10:00:00Z");
const hoursAgo = (hours: number, ms = 0) => new Date(now.getTime() - hours * 60 * 60_000 + ms);

test.each([
  ["sms", null, true],
  ["sms", hoursAgo(1000), true],
  ["whatsapp", hoursAgo(0), true],
  ["whatsapp", hoursAgo(24, 1), true],
  ["whatsapp", hoursAgo(24), false],
  ["whatsapp", hoursAgo(25), false],
  ["whatsapp", null, false],
] as const)("%s, the newest text at %s: open is %s", (channel, lastTextAt, open) => {
  expect(isWindowOpen({ channel, lastTextAt }, now)).toBe(open);
});

test("the end is told where there is one", () => {
  expect(answerableUntil({ channel: "sms", lastTextAt: now })).toBeNull();
  expect(answerableUntil({ channel: "whatsapp", lastTextAt: hoursAgo(24) })).toEqual(now);
});
