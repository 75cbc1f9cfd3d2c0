import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

export type Transaction = Parameters<Parameters<LibSQLDatabase["transaction"]>[0]>[0];
export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

interface Job {
  work: (tx: Transaction) => Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const GROUP = 200;
const BUSY_ATTEMPTS = 50;

/**
 * The one writer of this process. Writes that arrive in one turn of the event loop commit together, each in a
 * savepoint of its own: one that fails rolls back alone. libSQL runs a file's statements synchronously, so without
 * that turn no write could ever find company; longer than that none waits.
 * A write must not wait for anything but the database.
 */
export function createWriter(database: LibSQLDatabase): Write {
  const queue: Job[] = [];
  let running = false;

  async function commitTogether(group: Job[]): Promise<void> {
    const settle: (() => void)[] = [];
    await database.transaction(async (tx) => {
      const [only] = group;
      if (only && group.length === 1) {
        const result = await only.work(tx);
        settle.push(() => only.resolve(result));
        return;
      }
      for (const { work, resolve, reject } of group) {
        try {
          const result = await tx.transaction(work);
          settle.push(() => resolve(result));
        } catch (error) {
          settle.push(() => reject(error));
        }
      }
    });
    for (const done of settle) done();
  }

  async function commitWhenFree(group: Job[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await commitTogether(group);
      } catch (error) {
        if (!isBusy(error) || attempt === BUSY_ATTEMPTS) {
          for (const { reject } of group) reject(error);
          return;
        }
        await wait(Math.random() * Math.min(100, 2 * attempt));
      }
    }
  }

  async function drain(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      await nextTurn();
      await commitWhenFree(queue.splice(0, GROUP));
    }
    running = false;
  }

  return (work) =>
    new Promise((resolve, reject) => {
      queue.push({ work, resolve: resolve as Job["resolve"], reject });
      if (!running) void drain();
    });
}

/** Whether another process holds the write lock: nothing was written, so the same work may be tried again. */
function isBusy(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && String(cause.code).startsWith("SQLITE_BUSY")) return true;
  }
  return false;
}
