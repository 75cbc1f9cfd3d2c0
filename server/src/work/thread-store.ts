import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { BUSY_MS, filePath, PRAGMAS } from "../database/file-client.ts";
import type { WriteLock } from "../database/write-lock.ts";
import type { DeliveryRow, DeliveryStore } from "./delivery-store.ts";
import { INSERT_DELIVERY } from "./insert-deliveries.ts";

/** What the thread answers once for each commit: the last batch in it. */
interface Committed {
  upTo: number;
  error: string | null;
}

interface Batch {
  id: number;
  rows: DeliveryRow[];
  stored: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Small, so that the thread commits the first while the event loop still reads the others. */
const ROWS = 4;

/**
 * Stores deliveries by a thread: libSQL waits for the disk synchronously, and there nobody's request waits with it.
 * The thread commits together what has reached it while it committed.
 */
export function createThreadStore(url: string, lock: WriteLock): DeliveryStore {
  const thread = new Worker(new URL("./delivery-thread.mjs", import.meta.url), {
    workerData: {
      path: filePath(url),
      pragmas: PRAGMAS,
      statement: INSERT_DELIVERY,
      shared: lock.shared,
      busyMs: BUSY_MS,
    },
    execArgv: [],
  });
  thread.unref();
  const sent: Batch[] = [];
  let open: Batch | null = null;
  let lastId = 0;

  thread.on("message", ({ upTo, error }: Committed) => {
    while (sent[0] && sent[0].id <= upTo) {
      const { resolve, reject } = sent.shift() as Batch;
      if (error === null) resolve();
      else reject(new Error(error));
    }
  });

  function send(batch: Batch): void {
    if (open !== batch) return;
    open = null;
    sent.push(batch);
    thread.postMessage({ id: batch.id, rows: batch.rows });
  }

  function openBatch(): Batch {
    lastId += 1;
    let settle: Pick<Batch, "resolve" | "reject"> = { resolve() {}, reject() {} };
    const stored = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    const batch: Batch = { id: lastId, rows: [], stored, ...settle };
    setImmediate(send, batch);
    return batch;
  }

  return {
    add(row) {
      open ??= openBatch();
      const batch = open;
      batch.rows.push(row);
      if (batch.rows.length === ROWS) send(batch);
      return batch.stored;
    },
    async close() {
      await Promise.allSettled(sent.map(({ stored }) => stored));
      // Asked to end, not terminated: that ends the process when it comes while libSQL is at work.
      const ended = once(thread, "exit");
      thread.ref();
      thread.postMessage(null);
      await ended;
    },
  };
}
