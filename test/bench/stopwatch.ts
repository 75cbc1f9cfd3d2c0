export interface Stopwatch {
  start(name: string): void;
  /** Whether it was running. */
  stop(name: string): boolean;
  /** In milliseconds, as they were stopped. */
  took(): number[];
}

/** Times many things side by side, by their names. */
export function createStopwatch(): Stopwatch {
  const started = new Map<string, number>();
  const took: number[] = [];
  return {
    start(name) {
      started.set(name, performance.now());
    },
    stop(name) {
      const since = started.get(name);
      if (since === undefined) return false;
      took.push(performance.now() - since);
      return started.delete(name);
    },
    took: () => took,
  };
}
