import type { Vendor } from "@sidethread/shared/sidebar";
import type { Database } from "../database/database.ts";
import { type Connection, findConnectionByHookKey } from "./connection-store.ts";
import type { Sealer } from "./seal.ts";

/** Connections by the keys of their webhook addresses, for the edge: opened once, not at every webhook. */
export interface ConnectionDirectory {
  /**
   * The connection that verifies, or null. One that was opened earlier and does not verify is opened anew first:
   * another process may have changed its secret meanwhile.
   */
  findVerified<V extends Vendor>(
    vendor: V,
    hookKey: string,
    verifies: (connection: Connection<V>) => boolean,
  ): Promise<Connection<V> | null>;
}

/** How long an opened connection is kept: a disconnected one is served no longer than this. */
const KEPT_MS = 5_000;
const KEPT = 10_000;

export function createConnectionDirectory(database: Database, sealer: Sealer): ConnectionDirectory {
  const opened = new Map<string, { connection: Connection<Vendor>; until: number }>();

  return {
    async findVerified<V extends Vendor>(
      vendor: V,
      hookKey: string,
      verifies: (connection: Connection<V>) => boolean,
    ) {
      const key = `${vendor}/${hookKey}`;
      const known = opened.get(key);
      if (known && known.until > Date.now()) {
        const connection = known.connection as unknown as Connection<V>;
        if (verifies(connection)) return connection;
      }
      const connection = await findConnectionByHookKey(database.read, sealer, vendor, hookKey);
      if (!connection) return null;
      if (opened.size >= KEPT) opened.clear();
      opened.set(key, {
        connection: connection as unknown as Connection<Vendor>,
        until: Date.now() + KEPT_MS,
      });
      return verifies(connection) ? connection : null;
    },
  };
}
