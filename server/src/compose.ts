import type { Hono } from "hono";
import type { Logger } from "pino";
import { createConnectionDirectory } from "./accounts/connection-directory.ts";
import { createSealer } from "./accounts/seal.ts";
import { createVendorClients } from "./accounts/vendor-clients.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { createHandlers } from "./handlers.ts";
import type { Env } from "./http/environment.ts";
import { createMetrics } from "./http/metrics.ts";
import { createGates } from "./vendors/gates.ts";
import { openDeliveryStore } from "./work/delivery-store.ts";
import { createInbox } from "./work/inbox.ts";
import { startWorker } from "./work/worker.ts";

export interface Composed {
  app: Hono<Env>;
  /** Finishes what is under way and closes the database. */
  stop(): Promise<void>;
}

/** Opens the database and puts everything together that stands on it; the worker is at work when this resolves. */
export async function compose(config: Config, log: Logger): Promise<Composed> {
  const database = await openDatabase(config.DATABASE_URL, config.DATABASE_TOKEN);
  const deliveries = openDeliveryStore(config.DATABASE_URL, config.DATABASE_TOKEN);
  const sealer = createSealer(config.SECRET_KEYS);
  const metrics = createMetrics(database);
  const gates = createGates(metrics.observeVendor);
  metrics.showBreakers(gates);
  const clients = createVendorClients(database, sealer, config, gates);
  const worker =
    config.WORKERS > 0
      ? startWorker({
          database,
          handlers: createHandlers(database, clients, config.PUBLIC_URL),
          log,
          concurrency: config.WORKERS,
          keepDays: config.KEEP_DAYS,
          observe: metrics.observeEffect,
        })
      : null;
  const services = {
    config,
    database,
    receive: createInbox(deliveries.store),
    sealer,
    directory: createConnectionDirectory(database, sealer),
    log,
    wake: () => worker?.wake(),
  };
  return {
    app: createApp(services, metrics),
    async stop() {
      await worker?.stop();
      await deliveries.close();
      database.close();
    },
  };
}
