import { measureSms } from "@sidethread/shared/sms-segments";
import { expect, test } from "vitest";

test.each([
  ["", 0, 0, 160],
  ["a".repeat(160), 1, 160, 160],
  ["a".repeat(161), 2, 161, 306],
  ["a".repeat(306), 2, 306, 306],
  ["a".repeat(307), 3, 307, 459],
  ["€".repeat(80), 1, 160, 160],
  ["€".repeat(81), 2, 162, 306],
  ["ć".repeat(70), 1, 70, 70],
  ["ć".repeat(71), 2, 71, 134],
  ["👋".repeat(35), 1, 70, 70],
  ["👋".repeat(36), 2, 72, 134],
])("%#: segments and room of a text", (text, segments, used, capacity) => {
  expect(measureSms(text)).toMatchObject({ segments, used, capacity });
});
