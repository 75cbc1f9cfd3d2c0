/** A rule forbids the effect, or nobody is left to want it: it is closed with this reason. */
export class Refused extends Error {
  override name = "Refused";
}

/** Another worker holds the lease by now: this one must not write its outcome. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * What an error may say of itself to whoever carries effects out; the vendors' errors do.
 */
interface Hints {
  /** Trying again cannot help; a person has to look. */
  final: boolean;
  /** How long whoever refused us asked to be left alone. */
  retryAfterMs: number | null;
  /** Nothing was tried at all, for a limit or a breaker: it counts for no attempt. */
  postponed: boolean;
}

const hint = <Name extends keyof Hints>(error: unknown, name: Name): Hints[Name] | undefined =>
  error instanceof Error && name in error ? (error as Error & Hints)[name] : undefined;

export const isFinal = (error: unknown): boolean => hint(error, "final") === true;
export const isPostponed = (error: unknown): boolean => hint(error, "postponed") === true;
export const askedToWaitMs = (error: unknown): number | null => hint(error, "retryAfterMs") ?? null;

/** For work that somebody will ask for anew: where it cannot succeed it is closed, and no person has to look. */
export function refusedIfFinal(error: unknown): unknown {
  return isFinal(error) ? new Refused((error as Error).message, { cause: error }) : error;
}
