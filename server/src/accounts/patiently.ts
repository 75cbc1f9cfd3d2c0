import { setTimeout as pause } from "node:timers/promises";
import { VendorError } from "../vendors/vendor-error.ts";

/** Longer than any vendor's shortest window, shorter than an admin waits for an answer. */
const LONGEST_MS = 15_000;

/**
 * Makes the calls of connecting, looking after and ending a connection, which nobody makes again soon: what a limit
 * holds back for some seconds is waited for. They are made from the beginning, and have to bear that. Ends by the signal's error.
 */
export async function patiently<Result>(
  calls: () => Promise<Result>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Result> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    try {
      return await calls();
    } catch (error) {
      const wait = error instanceof VendorError && error.status === 429 ? error.retryAfterMs : null;
      if (wait === null || Date.now() + wait > until) throw error;
      await pause(wait, undefined, { signal });
    }
  }
}
