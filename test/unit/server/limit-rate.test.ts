import { createRateLimiter } from "@sidethread/server/http/limit-rate";
import { expect, it } from "vitest";

it("counts what happened in the last while, for each key by itself", () => {
  let now = 0;
  const limiter = createRateLimiter({ max: 2, perMs: 1000 }, () => now);
  const take = (at: number, key = "a") => {
    now = at;
    return limiter.take(key);
  };
  expect([take(0), take(600), take(700), take(700, "b")]).toEqual([0, 0, 300, 0]);
  expect([take(1001), take(1002), take(1599), take(1601)]).toEqual([0, 598, 1, 0]);
});

it("stays quick, and counts on, when many strangers come by", () => {
  let now = 0;
  const limiter = createRateLimiter({ max: 1, perMs: 1000 }, () => now);
  const started = performance.now();
  for (let i = 0; i < 200_000; i += 1) {
    now = i / 100;
    limiter.take(`stranger ${i}`);
    if (i % 1000 === 0)
      expect(limiter.take("one who stays")).toBe(i % 100_000 === 0 ? 0 : 1000 - (now % 1000));
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});
