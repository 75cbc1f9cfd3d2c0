import { StatementError } from "./errors.ts";

export interface LockOwner {
  /** Rolls the owner's transaction back, because others waited too long for it. */
  seize(): void;
}

export interface WriteLock {
  /** Resolves when the owner may write; rejects with SQLITE_BUSY past the time limit. */
  acquire(owner: LockOwner): Promise<void>;
  /** Hands the lock on, if the owner has it. */
  release(owner: LockOwner): void;
}

interface Waiter {
  owner: LockOwner;
  admit(): void;
}

export interface WriteLockOptions {
  /** How long a writer waits for its turn. */
  waitMs: number;
  /** How long a transaction may keep the lock, once others wait for it. */
  holdMs: number;
  /** Whether to refuse a writer at once, as a fault. */
  refuses(): boolean;
}

const busy = () => new StatementError("SQLITE_BUSY", "SQLite error: database is locked");

/**
 * Who may write, first come, first served: as a libSQL server does it, so that no connection ever meets SQLite's own
 * lock, which knows no queue. A transaction that others wait for is rolled back once it has had `holdMs`.
 */
export function createWriteLock({ waitMs, holdMs, refuses }: WriteLockOptions): WriteLock {
  const queue: Waiter[] = [];
  let holder: LockOwner | null = null;
  let heldSince = 0;
  let seizing: NodeJS.Timeout | null = null;

  function give(owner: LockOwner): void {
    holder = owner;
    heldSince = performance.now();
    watch();
  }

  function watch(): void {
    if (seizing || holder === null || queue.length === 0) return;
    const late = holder;
    seizing = setTimeout(
      () => {
        seizing = null;
        late.seize();
        release(late);
      },
      Math.max(0, heldSince + holdMs - performance.now()),
    );
    seizing.unref();
  }

  function release(owner: LockOwner): void {
    if (holder !== owner) return;
    holder = null;
    if (seizing) clearTimeout(seizing);
    seizing = null;
    queue.shift()?.admit();
  }

  return {
    release,
    acquire(owner) {
      if (holder === owner) return Promise.resolve();
      if (refuses()) return Promise.reject(busy());
      if (holder === null) {
        give(owner);
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          owner,
          admit() {
            clearTimeout(limit);
            give(owner);
            resolve();
          },
        };
        const limit = setTimeout(() => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(busy());
        }, waitMs);
        limit.unref();
        queue.push(waiter);
        watch();
      });
    },
  };
}
