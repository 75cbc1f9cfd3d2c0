import type { Context, MiddlewareHandler } from "hono";
import type { Config } from "../config.ts";
import { clientAddress } from "./client-address.ts";
import { createRateLimiter, type RateLimiter } from "./limit-rate.ts";
import { ProblemError } from "./problem.ts";

const MINUTE = 60_000;

/** Requests a minute; docs/decisions/013 says why so many. */
const A_MINUTE = {
  // Zendesk's proxy asks for all of its accounts from a few addresses.
  "address at app": 30_000,
  "address at admin": 6_000,
  "address at operator": 3_000,
  "address at l": 600,
  "address at pictures": 1_200,
  "address at anything else": 6_000,
  "address that signs in": 10,
  "address that comes back from a consent page": 30,
  "account at app": 12_000,
  "account at admin": 1_800,
  "account at pictures": 1_200,
  "webhooks that did not verify": 300,
};
export type Limited = keyof typeof A_MINUTE;

export interface Limits {
  /** Counts one more for a key, or refuses it with 429. */
  count(limited: Limited, key: string): void;
  /** Refuses what has been counted too often; counts nothing. */
  mustHaveRoom(limited: Limited, key: string): void;
  /** Where a request comes from. */
  addressOf(c: Context): string;
}

/** How often anything may be asked of this process. */
export function createLimits({ RATE_LIMITS, PROXIES }: Pick<Config, "RATE_LIMITS" | "PROXIES">): Limits {
  const limiters = new Map<Limited, RateLimiter>();
  for (const [limited, perMinute] of Object.entries(A_MINUTE) as [Limited, number][]) {
    const max = Math.max(1, Math.round(perMinute * RATE_LIMITS));
    if (RATE_LIMITS > 0) limiters.set(limited, createRateLimiter({ max, perMs: MINUTE }));
  }
  return {
    count: (limited, key) => refuseFor(limiters.get(limited)?.take(key) ?? 0),
    mustHaveRoom: (limited, key) => refuseFor(limiters.get(limited)?.wait(key) ?? 0),
    addressOf: (c) => clientAddress(c, PROXIES),
  };
}

function refuseFor(waitMs: number): void {
  if (waitMs === 0) return;
  const seconds = Math.ceil(waitMs / 1000);
  const again = { "retry-after": String(seconds) };
  throw new ProblemError(429, "Too often", `Try again in ${seconds} seconds.`, again);
}

/** Counts requests by the address that they come from. */
export const limitAddress = (limits: Limits, limited: Limited): MiddlewareHandler =>
  async function limitAddress(c, next) {
    limits.count(limited, limits.addressOf(c));
    await next();
  };

/** The same for every address of this server but webhooks, which are judged by their signature. */
export const limitAddresses = (limits: Limits): MiddlewareHandler =>
  async function limitAddresses(c, next) {
    const room = c.req.path.split("/")[1];
    const limited = `address at ${room}`;
    if (room !== "webhooks")
      limits.count(isLimited(limited) ? limited : "address at anything else", limits.addressOf(c));
    await next();
  };

const isLimited = (name: string): name is Limited => Object.hasOwn(A_MINUTE, name);
