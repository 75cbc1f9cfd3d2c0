/** Requests per fixed window: a second (burst) and a minute (steady). */
export interface Limit {
  burst: number;
  steady: number;
}

export const XS: Limit = { burst: 1, steady: 15 };
export const S: Limit = { burst: 3, steady: 60 };
export const M: Limit = { burst: 10, steady: 150 };
export const L: Limit = { burst: 75, steady: 750 };
export const XL: Limit = { burst: 350, steady: 3500 };
export const IMAGES: Limit = { burst: 3, steady: 100 };

export type Verdict =
  | { allowed: true; headers: Record<string, string> }
  | { allowed: false; retryAfterSeconds: number };

const SECOND = 1000;
const MINUTE = 60_000;

/** Counts requests in fixed windows. A refused request counts in neither. */
export function createRateLimiter(now: () => Date) {
  const windows = new Map<string, { start: number; count: number }>();

  function windowOf(key: string, length: number) {
    const start = Math.floor(now().getTime() / length) * length;
    const known = windows.get(key);
    if (known?.start === start) return known;
    const fresh = { start, count: 0 };
    windows.set(key, fresh);
    return fresh;
  }

  return function take(key: string, limit: Limit, scale: number): Verdict {
    const burst = windowOf(`${key} burst`, SECOND);
    const steady = windowOf(`${key} steady`, MINUTE);
    const allowedSteady = Math.ceil(limit.steady * scale);
    const secondsLeft = (window: { start: number }, length: number) =>
      (window.start + length - now().getTime()) / 1000;
    if (steady.count >= allowedSteady) {
      return { allowed: false, retryAfterSeconds: secondsLeft(steady, MINUTE) };
    }
    if (burst.count >= Math.ceil(limit.burst * scale)) {
      return { allowed: false, retryAfterSeconds: secondsLeft(burst, SECOND) };
    }
    burst.count += 1;
    steady.count += 1;
    return {
      allowed: true,
      headers: {
        "RateLimit-Limit": String(allowedSteady),
        "RateLimit-Remaining": String(allowedSteady - steady.count),
        "RateLimit-Reset": String(Math.ceil(secondsLeft(steady, MINUTE))),
      },
    };
  };
}
