import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Logger } from "pino";
import { compose } from "./compose.ts";
import type { Config } from "./config.ts";

export interface Server {
  port: number;
  /** Takes no more requests, finishes what is under way, and closes the database. */
  stop(): Promise<void>;
}

/** What a request may take: honest ones are small, and nobody else may hold a connection for long. */
const PATIENCE = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
};

/** Starts the HTTP server and, unless `WORKERS` is 0, the worker beside it. */
export async function startServer(config: Config, log: Logger): Promise<Server> {
  const { app, stop } = await compose(config, log);
  const http = createAdaptorServer({ fetch: app.fetch, serverOptions: PATIENCE });
  try {
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(config.PORT, config.HOST, resolve);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port: (http.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => http.close(resolve));
      if ("closeIdleConnections" in http) http.closeIdleConnections();
      await stop();
      if ("closeAllConnections" in http) http.closeAllConnections();
      await closed;
    },
  };
}
