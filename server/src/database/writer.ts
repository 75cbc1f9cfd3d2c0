import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { isBusy, isLostTransaction } from "./lost-transaction.ts";
import { commits } from "./schema/commits.ts";
import type { WriteLock } from "./write-lock.ts";

export type Transaction = Parameters<Parameters<LibSQLDatabase["transaction"]>[0]>[0];
export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

interface Job {
  work: (tx: Transaction) => Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const GROUP = 200;
const ATTEMPTS = 50;
const LONGEST_WAIT_MS = 100;

/**
 * The one writer of this process. Writes that arrive in one turn of the event loop commit together, each in a
 * savepoint of its own: one that fails rolls back alone. libSQL runs a file's statements synchronously, so without
 * that turn no write could ever find company; longer than that none waits.
 *
 * A write must not wait for anything but the database, and may run again: when the write lock is taken, and over the
 * network when the connection is lost before the commit.
 */
export function createWriter(database: LibSQLDatabase, lock: WriteLock | null): Write {
  const remote = lock === null;
  const queue: Job[] = [];
  let running = false;

  /** Runs and commits a group; what `settle` holds afterwards is true only if the commit was done. */
  async function commitTogether(group: Job[], token: string | null, settle: (() => void)[]): Promise<void> {
    await database.transaction(async (tx) => {
      if (token !== null) await tx.insert(commits).values({ token, at: Date.now() });
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
          if (isLostTransaction(error)) throw error;
          settle.push(() => reject(error));
        }
      }
    });
  }

  async function wasCommitted(token: string): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const found = await database.select().from(commits).where(eq(commits.token, token));
        return found.length > 0;
      } catch (error) {
        if (attempt === ATTEMPTS || !(isLostTransaction(error) || isBusy(error))) throw error;
        await wait(pause(attempt));
      }
    }
  }

  async function commitGroup(group: Job[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const token = remote ? randomUUID() : null;
      const settle: (() => void)[] = [];
      try {
        await commitTogether(group, token, settle).catch(async (error) => {
          const unknown = token !== null && settle.length === group.length && isLostTransaction(error);
          if (!unknown || !(await wasCommitted(token))) throw error;
        });
        for (const done of settle) done();
        return;
      } catch (error) {
        const again = isBusy(error) || (remote && isLostTransaction(error));
        if (!again || attempt === ATTEMPTS) {
          for (const { reject } of group) reject(error);
          return;
        }
        await wait(pause(attempt));
      }
    }
  }

  async function drain(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      await nextTurn();
      await lock?.acquire();
      try {
        await commitGroup(queue.splice(0, GROUP));
      } finally {
        lock?.release();
      }
    }
    running = false;
  }

  return (work) =>
    new Promise((resolve, reject) => {
      queue.push({ work, resolve: resolve as Job["resolve"], reject });
      if (!running) void drain();
    });
}

const pause = (attempt: number) => Math.random() * Math.min(LONGEST_WAIT_MS, 2 * attempt);
