/** A rule forbids the effect, or nobody is left to want it: it is closed with this reason. */
export class Refused extends Error {
  override name = "Refused";
}

/** Another worker holds the lease by now: this one must not write its outcome. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** Whether an error says of itself that trying again cannot help: its `final`. A person has to look at those. */
export function isFinal(error: Error): boolean {
  return "final" in error && error.final === true;
}

/** For work that somebody will ask for anew: where it cannot succeed it is closed, and no person has to look. */
export function refusedIfFinal(error: unknown): unknown {
  return error instanceof Error && isFinal(error) ? new Refused(error.message, { cause: error }) : error;
}

/** How long whoever refused us asked to be left alone: an error's `retryAfterMs`, where it has one. */
export function askedToWaitMs(error: Error): number | null {
  return "retryAfterMs" in error && typeof error.retryAfterMs === "number" ? error.retryAfterMs : null;
}
