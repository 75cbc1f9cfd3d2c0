import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { BUSY_MS, filePath, PRAGMAS } from "./file-client.ts";
import type { WriteLock } from "./write-lock.ts";

/**
 * Moves the write-ahead log of a database file to the file by a thread, while the server runs: SQLite does it within a
 * commit, and everybody would wait. Returns what stops it.
 */
export function moveLog(url: string, lock: WriteLock, log: Logger): () => Promise<void> {
  const thread = new Worker(new URL("./checkpoint-thread.mjs", import.meta.url), {
    workerData: { path: filePath(url), pragmas: PRAGMAS, shared: lock.shared, busyMs: BUSY_MS },
    execArgv: [],
  });
  thread.unref();
  thread.on("message", (error: string) => log.warn({ error }, "the database's log could not be moved"));
  return async () => {
    // Asked to end, not terminated: that ends the process when it comes while libSQL is at work.
    const ended = once(thread, "exit");
    thread.ref();
    thread.postMessage(null);
    await ended;
  };
}
