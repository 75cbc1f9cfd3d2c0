import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { isBusy, isLostTransaction } from "../database/lost-transaction.ts";
import type { DeliveryRow, DeliveryStore } from "./delivery-store.ts";
import { INSERT_DELIVERIES } from "./insert-deliveries.ts";

const ATTEMPTS = 5;

interface Batch {
  rows: DeliveryRow[];
  stored: Promise<void>;
}

/** Stores deliveries at a libSQL server: those that come while a request is under way share the next one. */
export function createRemoteStore(url: string, authToken?: string): DeliveryStore {
  const client = createClient({ url, ...(authToken === undefined ? {} : { authToken }) });
  let underWay: Promise<void> = Promise.resolve();
  let open: Batch | null = null;

  async function insert(rows: DeliveryRow[]): Promise<void> {
    const args = [JSON.stringify(rows), Date.now()];
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.execute({ sql: INSERT_DELIVERIES, args });
        return;
      } catch (error) {
        // The same rows again change nothing, so a lost answer may be asked for once more.
        const again = isLostTransaction(error) || isBusy(error);
        if (!again || attempt === ATTEMPTS) throw error;
        await wait(50 * attempt);
      }
    }
  }

  function openBatch(): Batch {
    const rows: DeliveryRow[] = [];
    const stored = underWay.then(() => {
      open = null;
      return insert(rows);
    });
    underWay = stored.catch(() => {});
    return { rows, stored };
  }

  return {
    add(row) {
      open ??= openBatch();
      open.rows.push(row);
      return open.stored;
    },
    async close() {
      await underWay;
      client.close();
    },
  };
}
