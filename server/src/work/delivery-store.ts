import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type Client, createClient } from "@libsql/client";
import { BUSY_MS, filePath, PRAGMAS } from "../database/file-client.ts";
import { isBusy, isLostTransaction } from "../database/lost-transaction.ts";
import type { WriteLock } from "../database/write-lock.ts";
import type { DeliveryRow } from "./inbox.ts";

/** Where deliveries are stored: resolves when all rows are on disk. One that is there already changes nothing. */
export interface DeliveryStore {
  store(rows: DeliveryRow[]): Promise<void>;
  close(): Promise<void>;
}

/** Any number of deliveries by one statement, whose text never changes: the rows as JSON, and the time. */
const INSERT = `
  INSERT INTO deliveries
    (account_id, source, delivery_id, order_key, body, trace_id, state, attempts, run_at, received_at)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, 'waiting', 0, ?2, ?2
  FROM json_each(?1)
  WHERE TRUE
  ON CONFLICT DO NOTHING`;

const REMOTE_ATTEMPTS = 5;

/** In a file: by a thread of its own. Over the network: by one request. */
export function openDeliveryStore(lock: WriteLock | null, url: string, authToken?: string): DeliveryStore {
  return lock
    ? createThreadStore(url, lock)
    : createRemoteStore(createClient({ url, ...(authToken === undefined ? {} : { authToken }) }));
}

/** libSQL waits for the disk synchronously; in a thread, nobody's request waits with it. */
function createThreadStore(url: string, lock: WriteLock): DeliveryStore {
  const thread = new Worker(new URL("./delivery-thread.mjs", import.meta.url), {
    workerData: {
      path: filePath(url),
      pragmas: PRAGMAS,
      statement: INSERT,
      lock: lock.shared,
      busyMs: BUSY_MS,
    },
    execArgv: [],
  });
  thread.unref();
  return {
    store: (rows) =>
      new Promise((resolve, reject) => {
        thread.once("message", (error: string | null) =>
          error === null ? resolve() : reject(new Error(error)),
        );
        thread.postMessage([JSON.stringify(rows), Date.now()]);
      }),
    async close() {
      await thread.terminate();
    },
  };
}

function createRemoteStore(client: Client): DeliveryStore {
  return {
    async store(rows) {
      const args = [JSON.stringify(rows), Date.now()];
      for (let attempt = 1; ; attempt += 1) {
        try {
          await client.execute({ sql: INSERT, args });
          return;
        } catch (error) {
          // The same rows again change nothing, so a lost answer may be asked for once more.
          const again = isLostTransaction(error) || isBusy(error);
          if (!again || attempt === REMOTE_ATTEMPTS) throw error;
          await wait(50 * attempt);
        }
      }
    },
    async close() {
      client.close();
    },
  };
}
