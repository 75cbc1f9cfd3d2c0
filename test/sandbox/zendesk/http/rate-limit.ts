import { createMiddleware } from "hono/factory";
import type { Limits } from "../state.ts";
import type { ApiEnv } from "./api.ts";
import { errorResponse, tooManyRequests } from "./errors.ts";

interface Use {
  allowed: boolean;
  remaining: number;
  /** Seconds until the window ends. */
  reset: number;
}

export interface RateWindows {
  /** Counts one use of `key` if its window has room. */
  take(key: string, limit: number, seconds: number): Use;
  /** The same, and throws 429 when there is none. */
  demand(key: string, limit: number, seconds: number): void;
}

/** Fixed windows, each begun by its first use. */
export function createRateWindows(): RateWindows {
  const windows = new Map<string, { endsAt: number; used: number }>();

  function take(key: string, limit: number, seconds: number): Use {
    const at = Date.now();
    const known = windows.get(key);
    const window = known && known.endsAt > at ? known : { endsAt: at + seconds * 1000, used: 0 };
    windows.set(key, window);
    const allowed = window.used < limit;
    if (allowed) window.used += 1;
    return {
      allowed,
      remaining: limit - window.used,
      reset: Math.max(1, Math.ceil((window.endsAt - at) / 1000)),
    };
  }

  return {
    take,
    demand(key, limit, seconds) {
      const { allowed, reset } = take(key, limit, seconds);
      if (!allowed) throw tooManyRequests(reset, `Rate limit for ${key} exceeded`);
    },
  };
}

/** The account's limit per minute, told in the headers of every answer. An agent's browser does not count. */
export function limitAccount(windows: RateWindows, limits: () => Limits) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (c.get("channel") === "web") return next();
    const limit = limits().requestsPerMinute;
    const { allowed, remaining, reset } = windows.take("account", limit, 60);
    if (allowed) await next();
    else {
      c.res = errorResponse(tooManyRequests(reset, "Number of allowed API requests per minute exceeded"));
    }
    const headers = {
      "x-rate-limit": limit,
      "x-rate-limit-remaining": Math.max(0, remaining),
      "ratelimit-limit": limit,
      "ratelimit-remaining": Math.max(0, remaining),
      "ratelimit-reset": reset,
    };
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, String(value));
  });
}
