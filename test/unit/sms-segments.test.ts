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

test.each([
  ["a".repeat(100_000), "GSM-7", 100_000, 654],
  ["€".repeat(50_000), "GSM-7", 100_000, 654],
  [`${"a".repeat(99_999)}ć`, "UCS-2", 100_000, 1493],
  ["👋".repeat(50_000), "UCS-2", 100_000, 1493],
])("%#: a text that no carrier takes is counted too, at once", (text, encoding, used, segments) => {
  const before = performance.now();
  expect(measureSms(text)).toMatchObject({ encoding, used, segments });
  expect(performance.now() - before).toBeLessThan(1000);
});
