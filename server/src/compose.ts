import type { Hono } from "hono";
import type { Logger } from "pino";
import { createConnectionDirectory } from "./accounts/connection-directory.ts";
import { eraseUninstalled } from "./accounts/erase-account.ts";
import { noticeUninstalls } from "./accounts/notice-uninstalls.ts";
import { createSealer } from "./accounts/seal.ts";
import { createVendorClients } from "./accounts/vendor-clients.ts";
import { createWatch, type Watch } from "./accounts/watch-connections.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { catchUpTexts } from "./conversations/inbound/catch-up-texts.ts";
import { createKlaviyoPoll } from "./conversations/klaviyo/poll-klaviyo.ts";
import { openDatabase } from "./database/database.ts";
import { grantScope } from "./database/grant-scope.ts";
import { moveLog } from "./database/move-log.ts";
import { createHandlers } from "./handlers.ts";
import { catchUpTickets } from "./helpdesk/catch-up-tickets.ts";
import type { Env } from "./http/environment.ts";
import { createLimits } from "./http/limits.ts";
import { createMetrics } from "./http/metrics.ts";
import { catchUpOrders } from "./orders/catch-up-orders.ts";
import { createGates } from "./vendors/gates.ts";
import { openDeliveryStore } from "./work/delivery-store.ts";
import { createInbox } from "./work/inbox.ts";
import { startWorker } from "./work/worker.ts";

export interface Composed {
  app: Hono<Env>;
  /** Finishes what is under way and closes the database. */
  stop(): Promise<void>;
}

/** How often vendors are asked for what never reached us, and whether they still let us in and tell us all. */
const GAP_MS = 5 * 60_000;
/** How often Klaviyo is asked for what it does not tell by itself. */
const POLL_MS = 3_000;

/** How often it is looked for accounts that are gone. */
const HOUSE_MS = 60 * 60_000;

/** Opens the database and puts everything together that stands on it; the worker is at work when this resolves. */
export async function compose(config: Config, log: Logger): Promise<Composed> {
  const database = await openDatabase(config.DATABASE_URL, config.DATABASE_TOKEN);
  const stopMovingLog = database.lock && moveLog(config.DATABASE_URL, database.lock, log);
  const deliveries = openDeliveryStore(database.lock, config.DATABASE_URL, config.DATABASE_TOKEN);
  const sealer = createSealer(config.SECRET_KEYS);
  const metrics = createMetrics(database);
  let watch: Watch | null = null;
  const gates = createGates((vendor, answered, accountId) => {
    metrics.observeVendor(vendor, answered);
    if (answered.status === 401 || answered.status === 403) watch?.suspect(grantScope(accountId), vendor);
  });
  metrics.showBreakers(gates);
  const clients = createVendorClients(database, sealer, config, gates);
  const worker =
    config.WORKERS > 0
      ? startWorker({
          database,
          handlers: createHandlers(database, clients, config),
          log,
          concurrency: config.WORKERS,
          keepDays: config.KEEP_DAYS,
          observe: metrics.observeEffect,
        })
      : null;
  const receive = createInbox(deliveries);
  const gapFiller = worker
    ? repeat(GAP_MS, log, async () => {
        const catchUp = { database, clients, receive, log };
        await Promise.all([catchUpTexts(catchUp), catchUpTickets(catchUp), catchUpOrders(catchUp)]);
        worker.wake();
      })
    : null;
  watch = worker ? createWatch({ config, database, sealer, clients }, log) : null;
  const watcher = watch && repeat(GAP_MS, log, watch.visitAll);
  const poll = worker ? createKlaviyoPoll({ database, clients, receive, log, wake: worker.wake }) : null;
  const poller = poll && repeat(POLL_MS, log, poll.visitAll);
  const services = {
    config,
    database,
    clients,
    gates,
    limits: createLimits(config),
    receive,
    sealer,
    directory: createConnectionDirectory(database, sealer),
    log,
    wake: () => worker?.wake(),
  };
  const housekeeper = worker
    ? repeat(HOUSE_MS, log, async () => {
        await eraseUninstalled(database, log);
        await noticeUninstalls(services);
      })
    : null;
  return {
    app: createApp(services, metrics),
    async stop() {
      await poll?.stop();
      await poller?.stop();
      await watch?.stop();
      await watcher?.stop();
      await gapFiller?.stop();
      await housekeeper?.stop();
      await worker?.stop();
      await deliveries.close();
      await stopMovingLog?.();
      database.close();
    },
  };
}

/** Does something now and then again and again, never twice at once. */
function repeat(everyMs: number, log: Logger, work: () => Promise<void>) {
  let underWay: Promise<void> | null = null;
  const run = () => {
    underWay ??= work()
      .catch((err) => log.warn({ err }, "vendors could not be looked after"))
      .finally(() => {
        underWay = null;
      });
  };
  const timer = setInterval(run, everyMs);
  run();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
