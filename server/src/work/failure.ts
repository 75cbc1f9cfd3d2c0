/** The effect can never succeed: it is closed with this reason, and what follows from that is recorded. */
export class Refused extends Error {
  override name = "Refused";
}

/** Another worker holds the lease by now: this one must not write its outcome. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** How long whoever refused us asked to be left alone: an error's `retryAfterMs`, where it has one. */
export function askedToWaitMs(error: Error): number | null {
  return "retryAfterMs" in error && typeof error.retryAfterMs === "number" ? error.retryAfterMs : null;
}
