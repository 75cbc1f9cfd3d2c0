import { createRateLimiter } from "@sidethread/server/http/limit-rate";
import { expect, it } from "vitest";

it("lets so many through at once, and then as many again over the time, for each key by itself", () => {
  let now = 0;
  const limiter = createRateLimiter({ max: 2, perMs: 1000 }, () => now);
  const take = (at: number, key = "a") => {
    now = at;
    return limiter.take(key);
  };
  expect([take(0), take(0), take(0), take(0, "b")]).toEqual([0, 0, 500, 0]);
  expect([take(400), take(500), take(501), take(999)]).toEqual([100, 0, 499, 1]);
  expect([take(5000), take(5000), take(5000)]).toEqual([0, 0, 500]);
});

it("says how long to wait without counting", () => {
  const limiter = createRateLimiter({ max: 1, perMs: 1000 }, () => 0);
  expect([limiter.wait("a"), limiter.wait("a"), limiter.take("a"), limiter.wait("a")]).toEqual([
    0, 0, 0, 1000,
  ]);
});

it("lets its whole number through, whatever the fractions", () => {
  for (const max of [3, 7, 10, 1_800, 30_000]) {
    const limiter = createRateLimiter({ max, perMs: 60_000 }, () => 1.7e12);
    const waits = Array.from({ length: max + 1 }, () => limiter.take("a"));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(max);
  }
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
