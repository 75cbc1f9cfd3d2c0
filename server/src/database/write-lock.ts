/**
 * The write lock of one database file within this process, shared by threads: first come, first served. SQLite's own
 * would answer busy, or let the same one take it again and again.
 */
export interface WriteLock {
  /** Two counters: the next ticket, and the ticket that is being served. */
  shared: SharedArrayBuffer;
  acquire(): Promise<void>;
  release(): void;
}

const NEXT = 0;
const SERVED = 1;

export function createWriteLock(): WriteLock {
  const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const counters = new Int32Array(shared);
  return {
    shared,
    async acquire() {
      const ticket = Atomics.add(counters, NEXT, 1);
      for (let served = Atomics.load(counters, SERVED); served !== ticket; ) {
        await Atomics.waitAsync(counters, SERVED, served).value;
        served = Atomics.load(counters, SERVED);
      }
    },
    release() {
      Atomics.add(counters, SERVED, 1);
      Atomics.notify(counters, SERVED);
    },
  };
}
