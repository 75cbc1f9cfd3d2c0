import { findAttribution } from "@sidethread/server/conversations/inbound/attribution";
import { expect, test } from "vitest";

const sentAt = new Date("2026-11-01T10:00:00Z");
const sale = { id: "sale", at: sentAt, answered: false };
const after = (hours: number, ms = 0) => new Date(sentAt.getTime() + hours * 60 * 60_000 + ms);

test.each([
  ["the first text after it", after(1), sale, 24, "sale"],
  ["at the same moment", after(0), sale, 24, "sale"],
  ["at the end of the window", after(24), sale, 24, "sale"],
  ["after the window", after(24, 1), sale, 24, null],
  ["in a shorter window", after(2), sale, 1, null],
  ["in a longer window", after(100), sale, 24 * 14, "sale"],
  ["a later text", after(2), { ...sale, answered: true }, 24, null],
  ["a text from before", after(-1), sale, 24, null],
  ["where nothing was sent", after(1), null, 24, null],
])("%s", (_, textAt, last, windowHours, attributedTo) => {
  expect(findAttribution(textAt, last, windowHours)).toBe(attributedTo);
});
