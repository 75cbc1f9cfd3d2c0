// Plain JavaScript: a thread starts without the loader that reads TypeScript.
const NEXT = 0;
const SERVED = 1;

/** A thread's side of `write-lock.ts`: it may wait. */
export function createThreadLock(shared) {
  const counters = new Int32Array(shared);
  return {
    /** How often the lock was held. */
    served: () => Atomics.load(counters, SERVED),
    hold(work) {
      const ticket = Atomics.add(counters, NEXT, 1);
      for (let served = Atomics.load(counters, SERVED); served !== ticket; ) {
        Atomics.wait(counters, SERVED, served);
        served = Atomics.load(counters, SERVED);
      }
      try {
        return work();
      } finally {
        Atomics.add(counters, SERVED, 1);
        Atomics.notify(counters, SERVED);
      }
    },
  };
}
