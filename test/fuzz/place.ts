import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnectionDirectory } from "@sidethread/server/accounts/connection-directory";
import { createSealer } from "@sidethread/server/accounts/seal";
import { createVendorClients } from "@sidethread/server/accounts/vendor-clients";
import { createApp } from "@sidethread/server/app";
import { readConfig } from "@sidethread/server/config";
import type { AccountScope } from "@sidethread/server/database/account-scope";
import { openDatabase } from "@sidethread/server/database/database";
import { deliveries } from "@sidethread/server/database/schema/work";
import type { Transaction } from "@sidethread/server/database/transaction";
import { createHandlers } from "@sidethread/server/handlers";
import { createLimits } from "@sidethread/server/http/limits";
import { createMetrics } from "@sidethread/server/http/metrics";
import { createGates } from "@sidethread/server/vendors/gates";
import { openDeliveryStore } from "@sidethread/server/work/delivery-store";
import { handleDeliveries } from "@sidethread/server/work/handle-deliveries";
import { createInbox } from "@sidethread/server/work/inbox";
import { pino } from "pino";
import { seed } from "./seed.ts";
import { world } from "./world.ts";

export interface Place {
  app: ReturnType<typeof createApp>;
  scope: AccountScope;
  /** The server's own words on what it could not do, since they were taken last. */
  takeComplaints(): string[];
  /** Handles what is stored, looks at what came of it, and takes all of it back. */
  handleAndUndo<Found>(look: (tx: Transaction) => Promise<Found>): Promise<Found>;
  close(): Promise<void>;
}

/** The server in this process, put together as it is in earnest, but nothing goes out: no effect is carried out. */
export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-fuzz-"));
  const config = readConfig({
    PUBLIC_URL: world.publicUrl,
    DATABASE_URL: `file:${join(folder, "fuzz.db")}`,
    SECRET_KEYS: `fuzz:${Buffer.alloc(32, 1).toString("base64")}`,
    OPERATOR_TOKEN: "operator-of-the-fuzz-run",
    RATE_LIMITS: "0",
  });
  const complaints: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void complaints.push(line) });
  const database = await openDatabase(config.DATABASE_URL);
  const store = openDeliveryStore(database.lock, config.DATABASE_URL);
  const sealer = createSealer(config.SECRET_KEYS);
  const metrics = createMetrics(database);
  const gates = createGates(metrics.observeVendor);
  const clients = createVendorClients(database, sealer, config, gates);
  const handlers = createHandlers(database, clients, config).deliveries;
  const scope = await database.write((tx) => seed(tx, sealer));

  return {
    app: createApp(
      {
        config,
        database,
        clients,
        gates,
        limits: createLimits(config),
        receive: createInbox(store),
        sealer,
        directory: createConnectionDirectory(database, sealer),
        log,
        wake() {},
      },
      metrics,
    ),
    scope,
    takeComplaints: () => complaints.splice(0),
    handleAndUndo: (look) =>
      database.write(async (tx) => {
        await tx.run("SAVEPOINT before");
        try {
          while ((await handleDeliveries(tx, handlers, log, true)) > 0);
          return await look(tx);
        } finally {
          await tx.run("ROLLBACK TO before");
          await tx.run("RELEASE before");
          await tx.delete(deliveries);
        }
      }),
    async close() {
      await store.close();
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
