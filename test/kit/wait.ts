const PAUSE_MS = 20;

/**
 * Checks again and again until the check passes, and gives what it returned. A check fails by throwing, or by
 * returning `false`, `null` or `undefined`; past the deadline its last failure is the error.
 */
export async function eventually<Found>(
  check: () => Found | Promise<Found>,
  { timeout = 5000 }: { timeout?: number } = {},
): Promise<Settled<Found>> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const failure = await attempt(check);
    if ("found" in failure) return failure.found;
    if (performance.now() > deadline) {
      throw new Error(`Not within ${timeout} ms: ${failure.reason}`, { cause: failure.cause });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** What a check gives once it passes. */
type Settled<Found> = Exclude<Found, false | null | undefined>;

type Attempt<Found> = { found: Settled<Found> } | { reason: string; cause?: unknown };

async function attempt<Found>(check: () => Found | Promise<Found>): Promise<Attempt<Found>> {
  try {
    const found = await check();
    if (found !== null && found !== undefined && found !== false) return { found: found as Settled<Found> };
    return { reason: `the check gave ${found}` };
  } catch (cause) {
    return { reason: cause instanceof Error ? cause.message : String(cause), cause };
  }
}
