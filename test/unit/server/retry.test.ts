import { waitBeforeRetry } from "@sidethread/server/work/retry";
import fc from "fast-check";
import { expect, test } from "vitest";

test("waits grow exponentially up to two minutes, spread over the whole range", () => {
  expect(waitBeforeRetry(1, null, () => 1)).toBe(500);
  expect(waitBeforeRetry(4, null, () => 1)).toBe(4000);
  expect(waitBeforeRetry(50, null, () => 1)).toBe(120_000);
  expect(waitBeforeRetry(4, null, () => 0)).toBe(0);
});

test("never comes back sooner than it was asked to", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 600_000 }), (attempts, asked) => {
      expect(waitBeforeRetry(attempts, asked)).toBeGreaterThanOrEqual(asked);
    }),
  );
});
