const FIRST_MS = 500;
const LONGEST_MS = 2 * 60_000;

/** Attempts after which work is set aside for a person: with the waits below, more than half a day. */
export const MAX_ATTEMPTS = 1000;

/**
 * How long to wait before the next attempt: exponential with full jitter, never shorter than the vendor asked for.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function waitBeforeRetry(attempts: number, askedMs: number | null, random = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.max(askedMs ?? 0, Math.round(random() * ceiling));
}
