/** What a vendor limits apart from all else: an endpoint, a ticket. */
export interface RequestLimit {
  bucket: string;
  /** A limit that is published but not told in answers, for us to keep: so many requests in any stretch of time. */
  window?: { max: number; perMs: number };
}

export interface AnswerHeaders {
  get(name: string): string | null;
}

export interface Answered {
  /** Null: no answer came. */
  status: number | null;
  headers: AnswerHeaders | null;
  /** How long the answer, or the wait for it, took. */
  seconds: number;
}

/** What a vendor last said of a limit. */
export interface KnownLimit {
  remaining: number;
  of: number | null;
  /** Null once it has been reset. */
  resetsInSeconds: number | null;
}

export type BreakerState = "closed" | "half_open" | "open";

/** What stands between us and one vendor of one account: its rate limits, and a breaker. */
export interface Gate {
  /** How long a request has to wait, in milliseconds; 0: it may go, and counts. */
  enter(limit: RequestLimit | null): number;
  /** Learns from what came of a request. */
  learn(limit: RequestLimit | null, answered: Answered): void;
  /** Closes the gate for a while: the vendor said so in its answer's body. */
  close(forMs: number): void;
  /** Notes what the vendor says of its general limit in an answer's body. */
  note(limit: KnownLimit): void;
  /** The limit that is nearest to its end; null: the vendor told of none. */
  tightest(): KnownLimit | null;
  breaker(): BreakerState;
}

const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** How long the one request of a half-open breaker may take before another is let through. */
const TRIAL_MS = 20_000;
/** When the others ask again meanwhile. */
const DURING_TRIAL_MS = 500;

/**
 * Keeps what a vendor's answers say of its limits (`RateLimit-Remaining`, `RateLimit-Reset`, `Retry-After`), counts
 * the limits that it only publishes, and opens after five failures in a row; then one request at a time tries again.
 */
export function createGate(now: () => number = Date.now): Gate {
  const closedUntil = new Map<string, number>();
  const taken = new Map<string, number[]>();
  const told = new Map<string, { remaining: number; of: number | null; resetAt: number }>();
  let failures = 0;
  let openUntil = 0;
  let trialUntil = 0;

  const bucketOf = (limit: RequestLimit | null) => limit?.bucket ?? "";

  function waitForWindow({ bucket, window }: RequestLimit, at: number): number {
    if (!window) return 0;
    const { max, perMs } = window;
    const recent = (taken.get(bucket) ?? []).filter((time) => time > at - perMs);
    taken.set(bucket, recent);
    const oldest = recent[recent.length - max];
    return oldest === undefined ? 0 : oldest + perMs - at;
  }

  function closeBucket(bucket: string, forMs: number): void {
    const until = now() + forMs;
    if (until > (closedUntil.get(bucket) ?? 0)) closedUntil.set(bucket, until);
  }

  function noteLimit(bucket: string, { resetsInSeconds, ...limit }: KnownLimit): void {
    told.set(bucket, { ...limit, resetAt: now() + (resetsInSeconds ?? 0) * 1000 });
  }

  return {
    enter(limit) {
      const at = now();
      const wait = Math.max(
        openUntil - at,
        (closedUntil.get("") ?? 0) - at,
        (closedUntil.get(bucketOf(limit)) ?? 0) - at,
        limit ? waitForWindow(limit, at) : 0,
        0,
      );
      if (wait > 0) return wait;
      if (failures >= FAILURES_TO_OPEN) {
        if (trialUntil > at) return DURING_TRIAL_MS;
        trialUntil = at + TRIAL_MS;
      }
      if (limit) taken.get(limit.bucket)?.push(at);
      return 0;
    },

    learn(limit, { status, headers }) {
      const failed = status === null || status >= 500;
      failures = failed ? failures + 1 : 0;
      trialUntil = 0;
      if (failures >= FAILURES_TO_OPEN) {
        openUntil = now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - FAILURES_TO_OPEN));
      }
      const known = readLimit(headers);
      // What we count ourselves is not what the headers are about.
      const toldOf = limit?.window ? "" : bucketOf(limit);
      if (known) noteLimit(toldOf, known);
      const retryAfter = readRetryAfter(headers, now());
      if (status === 429) closeBucket(bucketOf(limit), retryAfter ?? FIRST_PAUSE_MS);
      else if (known?.remaining === 0 && known.resetsInSeconds !== null) {
        closeBucket(toldOf, known.resetsInSeconds * 1000);
      }
    },

    close: (forMs) => closeBucket("", forMs),

    note: (limit) => noteLimit("", limit),

    tightest() {
      const limits = [...told.values()].map(({ remaining, of, resetAt }) => {
        const left = resetAt - now();
        if (left > 0) return { remaining, of, resetsInSeconds: left / 1000 };
        return { remaining: of ?? remaining, of, resetsInSeconds: null };
      });
      const share = ({ remaining, of }: KnownLimit) => remaining / (of ?? Number.POSITIVE_INFINITY);
      return limits.sort((a, b) => share(a) - share(b))[0] ?? null;
    },

    breaker() {
      if (failures < FAILURES_TO_OPEN) return "closed";
      return openUntil > now() ? "open" : "half_open";
    },
  };
}

/** `RateLimit-Remaining`, `RateLimit-Limit` and `RateLimit-Reset`; Klaviyo's limit has more behind a comma. */
function readLimit(headers: AnswerHeaders | null): KnownLimit | null {
  const read = (name: string) => {
    const value = Number.parseFloat(headers?.get(name) ?? "");
    return Number.isFinite(value) ? value : null;
  };
  const remaining = read("ratelimit-remaining");
  if (remaining === null) return null;
  return { remaining, of: read("ratelimit-limit"), resetsInSeconds: read("ratelimit-reset") };
}

/** `Retry-After` in seconds or as a date, in milliseconds from now. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function readRetryAfter(headers: AnswerHeaders | null, now: number): number | null {
  const value = headers?.get("retry-after");
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
