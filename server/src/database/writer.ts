import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { LogSync } from "./log-sync.ts";
import { isBusy, isLostTransaction } from "./lost-transaction.ts";
import { commits } from "./schema/commits.ts";
import { inSavepoint, type RunTransaction, type Transaction } from "./transaction.ts";
import type { WriteLock } from "./write-lock.ts";

export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

interface Job {
  work: (tx: Transaction) => Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * A file is locked, so that threads take turns, and its log is synced after a commit. Over the network a commit's answer may be lost: each leaves a token,
 * which tells afterwards whether it was done.
 */
type Place = { lock: WriteLock; log: LogSync } | { commitsIn: LibSQLDatabase };

const GROUP = 200;
const ATTEMPTS = 50;
const LONGEST_WAIT_MS = 100;

/** One of a group failed: all of it was rolled back. */
class GroupFailed extends Error {}

/**
 * The one writer of this process. Writes that arrive in one turn of the event loop commit together; one that fails
 * rolls back alone. libSQL runs a file's statements synchronously, so without that turn no write could ever find
 * company; longer than that none waits.
 *
 * A write must not wait for anything but the database, and may run again: when another of its group fails, when the
 * write lock is taken, and over the network when the connection is lost before the commit.
 */
export function createWriter(run: RunTransaction, place: Place): Write {
  const file = "lock" in place ? place : null;
  const database = "commitsIn" in place ? place.commitsIn : null;
  const queue: Job[] = [];
  let running = false;

  /**
   * Runs and commits a group; what `settle` holds afterwards is true only if the commit was done. Failures are rare, so
   * a group goes without savepoints first, and again with one for each write where one has failed.
   */
  function commitTogether(group: Job[], apart: boolean, token: string | null, settle: (() => void)[]) {
    return run(async (tx) => {
      if (token !== null) await tx.insert(commits).values({ token, at: Date.now() });
      for (const { work, resolve, reject } of group) {
        try {
          const result = apart ? await inSavepoint(tx, () => work(tx)) : await work(tx);
          settle.push(() => resolve(result));
        } catch (error) {
          if (isLostTransaction(error) || group.length === 1) throw error;
          if (!apart) throw new GroupFailed();
          settle.push(() => reject(error));
        }
      }
    });
  }

  async function wasCommitted(token: string, commitsIn: LibSQLDatabase): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const found = await commitsIn.select().from(commits).where(eq(commits.token, token));
        return found.length > 0;
      } catch (error) {
        if (attempt === ATTEMPTS || !(isLostTransaction(error) || isBusy(error))) throw error;
        await wait(pause(attempt));
      }
    }
  }

  /** The next group need not wait for this one's sync: the log is written in order, and only its end can be lost. */
  function settleOnDisk(group: Job[], settle: (() => void)[]): void {
    const onDisk = file ? file.log.synced() : Promise.resolve();
    onDisk.then(
      () => {
        for (const done of settle) done();
      },
      (error) => {
        for (const { reject } of group) reject(error);
      },
    );
  }

  async function commitGroup(group: Job[]): Promise<void> {
    let apart = false;
    for (let attempt = 1; ; attempt += 1) {
      const token = database ? randomUUID() : null;
      const settle: (() => void)[] = [];
      try {
        await commitTogether(group, apart, token, settle).catch(async (error) => {
          const unknown = settle.length === group.length && isLostTransaction(error);
          if (!unknown || !database || token === null || !(await wasCommitted(token, database))) throw error;
        });
        settleOnDisk(group, settle);
        return;
      } catch (error) {
        if (error instanceof GroupFailed) {
          apart = true;
          continue;
        }
        const again = isBusy(error) || (database !== null && isLostTransaction(error));
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
      await file?.lock.acquire();
      try {
        await commitGroup(queue.splice(0, GROUP));
      } finally {
        file?.lock.release();
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
