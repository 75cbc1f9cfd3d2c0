import type { Vendor } from "@sidethread/shared/sidebar";
import { retryBy } from "../work/outbox.ts";
import { recordChange } from "./audit-store.ts";
import type { Connecting } from "./connect.ts";
import { keyOf, type NewConnection } from "./connection.ts";
import { findConnectionDetails, saveConnection } from "./connection-store.ts";
import { KEPT_MS } from "./vendor-clients.ts";

/** Keeps a connection, and writes down who made it; what waited for one goes on. */
export function keepConnection<V extends Vendor>(
  { database, sealer, by }: Connecting,
  connection: NewConnection<V>,
): Promise<void> {
  const { scope, vendor, details } = connection;
  return database.write(async (tx) => {
    const before = await findConnectionDetails<Vendor>(tx, scope, vendor, keyOf(connection));
    await saveConnection(tx, sealer, connection);
    // Sooner, some would be tried with the access that was there before.
    await retryBy(tx, scope, new Date(Date.now() + KEPT_MS));
    await recordChange(tx, scope, { ...by, action: `${vendor}.connected`, before, after: details });
  });
}
