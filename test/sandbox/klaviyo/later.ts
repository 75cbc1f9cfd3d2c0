import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";

/** Work that is done after a while. */
export interface Later {
  after(ms: number, work: () => void): void;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  /** What waits is never done. */
  stop(): void;
}

export function createLater(): Later {
  const waiting = new Set<Promise<void>>();
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);

  return {
    after(ms, work) {
      const done = wait(ms, undefined, { signal: stopping.signal })
        .then(work, () => {})
        .finally(() => waiting.delete(done));
      waiting.add(done);
    },
    async idle() {
      while (waiting.size > 0) await Promise.all(waiting);
    },
    stop: () => stopping.abort(),
  };
}
