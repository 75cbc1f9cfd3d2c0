import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { ProblemError } from "./problem.ts";

interface Limit {
  max: number;
  perMs: number;
}

const LARGEST = 50_000;

/** Counts what happened for each key in the last while; in memory, so each process counts for itself. */
export function createRateLimiter({ max, perMs }: Limit, now: () => number = Date.now) {
  // Two generations, so that keys which never come back are forgotten at no cost.
  let older = new Map<string, number[]>();
  let newer = new Map<string, number[]>();
  let began = now();

  return {
    /** Counts once more and gives 0, or gives the milliseconds to wait. */
    take(key: string): number {
      const at = now();
      if (at - began >= perMs || newer.size >= LARGEST) {
        older = newer;
        newer = new Map();
        began = at;
      }
      const known = newer.get(key) ?? older.get(key) ?? [];
      const recent = known.filter((time) => time > at - perMs);
      newer.set(key, recent);
      const [first] = recent;
      if (first !== undefined && recent.length >= max) return first + perMs - at;
      recent.push(at);
      return 0;
    },
  };
}

/** Where a request comes from: the address that the outermost of our own proxies saw. */
export function clientAddress(c: Context, proxies: number): string {
  const seen = c.req.header("x-forwarded-for")?.split(",") ?? [];
  const forwarded = proxies > 0 ? seen.at(-proxies)?.trim() : undefined;
  return forwarded || (getConnInfo(c).remote.address ?? "");
}

/** Refuses what comes too often; `keyOf` says what is counted together. */
export function limitRate(limit: Limit, keyOf: (c: Context) => string) {
  const limiter = createRateLimiter(limit);
  return createMiddleware(async (c, next) => {
    const wait = limiter.take(keyOf(c));
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new ProblemError(429, "Too often", `Try again in ${seconds} seconds.`, {
        "retry-after": String(seconds),
      });
    }
    await next();
  });
}
