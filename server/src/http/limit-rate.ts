/** So many at once, and then as many again in so long. */
export interface Limit {
  max: number;
  perMs: number;
}

const LARGEST = 50_000;

/** Counts what happens for each key; in memory, so each process counts for itself. */
export function createRateLimiter({ max, perMs }: Limit, now: () => number = Date.now) {
  const each = perMs / max;
  // When all of a key's is made up for. Two generations, so that keys which never come back are forgotten at no cost.
  let older = new Map<string, number>();
  let newer = new Map<string, number>();
  let began = now();

  const dueOf = (key: string, at: number) => Math.max(newer.get(key) ?? older.get(key) ?? 0, at);
  const waitOf = (due: number, at: number) => Math.max(0, Math.floor(due + each - perMs - at));

  return {
    /** The milliseconds until it may happen again; counts nothing. */
    wait(key: string): number {
      const at = now();
      return waitOf(dueOf(key, at), at);
    },

    /** Counts once more and gives 0, or gives the milliseconds to wait. */
    take(key: string): number {
      const at = now();
      if (at - began >= perMs || newer.size >= LARGEST) {
        older = newer;
        newer = new Map();
        began = at;
      }
      const due = dueOf(key, at);
      const wait = waitOf(due, at);
      newer.set(key, wait > 0 ? due : due + each);
      return wait;
    },
  };
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;
