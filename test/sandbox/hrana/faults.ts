import { z } from "zod";

const chance = z.number().min(0).max(1).default(0);

/** How the server misbehaves. Chances are per request, 0 to 1; times are milliseconds. */
const hranaFaults = z.object({
  /** Added before every answer. */
  latencyMs: z.number().min(0).default(0),
  /** 500 by the server or 502 by something in front of it, before any work is done. */
  serverError: chance,
  /** The connection is cut before any work is done. */
  cutBeforeWork: chance,
  /** The connection is cut after the work was done: the caller cannot know, and its baton is stale. */
  cutAfterWork: chance,
  /** The same, but only for requests that committed something. */
  cutAfterCommit: chance,
  /** A request that shows a baton finds its stream gone, and its transaction rolled back. */
  loseBaton: chance,
  /** How it says so: a libSQL server that remembers the stream, one that does not, Turso's cloud. */
  lostBatonAnswer: z.enum(["expired", "invalid", "not found"]).default("expired"),
  /** A statement that needs the write lock is refused with SQLITE_BUSY at once. */
  busy: chance,
});

export type HranaFaults = z.infer<typeof hranaFaults>;

/** Changes some faults and leaves the others; throws at values that make no sense. */
export function changeFaults(current: Partial<HranaFaults>, change: Partial<HranaFaults>): HranaFaults {
  return hranaFaults.parse({ ...current, ...change });
}
