import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Logger } from "pino";
import { createSealer } from "./accounts/seal.ts";
import { createVendorClients } from "./accounts/vendor-clients.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { createHandlers } from "./handlers.ts";
import { createMetrics } from "./http/metrics.ts";
import { startWorker } from "./work/worker.ts";

export interface Server {
  port: number;
  /** Takes no more requests, finishes what is under way, and closes the database. */
  stop(): Promise<void>;
}

/** Starts the HTTP server and, unless `WORKERS` is 0, the worker beside it. */
export async function startServer(config: Config, log: Logger): Promise<Server> {
  const database = await openDatabase(config.DATABASE_URL, config.DATABASE_TOKEN);
  const sealer = createSealer(config.SECRET_KEYS);
  const clients = createVendorClients(database, sealer, config);
  const metrics = createMetrics(database);
  const worker =
    config.WORKERS > 0
      ? startWorker({
          database,
          handlers: createHandlers(database, clients, config.PUBLIC_URL),
          log,
          concurrency: config.WORKERS,
          observe: metrics.observeEffect,
        })
      : null;
  const wake = () => worker?.wake();
  const app = createApp({ config, database, sealer, clients, log, wake }, metrics);

  const http = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(config.PORT, config.HOST, resolve);
  });
  return {
    port: (http.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => http.close(resolve));
      if ("closeIdleConnections" in http) http.closeIdleConnections();
      await worker?.stop();
      if ("closeAllConnections" in http) http.closeAllConnections();
      await closed;
      database.close();
    },
  };
}
