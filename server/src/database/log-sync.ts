import fs from "node:fs";
import { promisify } from "node:util";

/** Puts the write-ahead log of a database file on the disk. */
export interface LogSync {
  /** Resolves once all that was committed before is on the disk. Once it has failed it fails for good. */
  synced(): Promise<void>;
  close(): void;
}

/**
 * Syncs a file's log off the event loop. One sync is under way at a time; whoever comes meanwhile shares the next. After
 * a failed one the disk may have lost what it had taken, and a later one would not say so: no other is tried.
 */
export function createLogSync(path: string): LogSync {
  const log = fs.openSync(`${path}-wal`, "r");
  const sync = () => promisify(fs.fdatasync)(log);
  let underWay: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function start(): Promise<void> {
    next = null;
    const current = sync();
    underWay = current;
    current.then(
      () => {
        if (underWay === current) underWay = null;
      },
      () => {},
    );
    return current;
  }

  return {
    synced() {
      if (!underWay) return start();
      next ??= underWay.then(start);
      return next;
    },
    close: () => fs.closeSync(log),
  };
}
