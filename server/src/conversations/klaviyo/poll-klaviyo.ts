import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { findConnectionDetails, listConnectedAccounts } from "../../accounts/connection-store.ts";
import { findTextsSince } from "../../accounts/texts-since.ts";
import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import { textMetrics, topicOf } from "../../vendors/klaviyo/text-metrics.ts";
import type { Receive } from "../../work/inbox.ts";
import { createMetricIds } from "./klaviyo-metric-ids.ts";
import { createKlaviyoReader } from "./read-klaviyo-events.ts";

export interface KlaviyoPoll {
  /** Visits every account that is not being visited. */
  visitAll(): Promise<void>;
  /** Visits nobody any more, and finishes what it can in time. */
  stop(): Promise<void>;
}

interface PollOptions {
  database: Database;
  clients: VendorClients;
  receive: Receive;
  log: Logger;
  wake(): void;
}

type Account = Awaited<ReturnType<typeof listConnectedAccounts>>[number];

/** Customers' texts first. */
const IN_TURN = [
  textMetrics.filter(({ kind }) => kind === "text"),
  textMetrics.filter(({ kind }) => kind !== "text"),
];
const AT_ONCE = 8;
const STOP_MS = 8_000;
/** How often all is read, whatever Klaviyo tells by itself. */
const GAP_MS = 5 * 60_000;
/** A new webhook may hear nothing for some minutes. */
const WEBHOOK_STARTS_MS = 5 * 60_000;
const OVERLAP_MS = 60_000;
const OVERLAP_OF_GAP_MS = 15 * 60_000;

const visitOf = ({ accountId }: AccountScope, key: string) => `${accountId}/${key}`;

/**
 * Reads from the Klaviyo account of texts what it does not tell by itself: all of it where an account may have no webhooks, WhatsApp where
 * webhooks leave that out, and what an outage kept from us.
 */
export function createKlaviyoPoll({ database, clients, receive, log, wake }: PollOptions): KlaviyoPoll {
  const { read } = database;
  const readEvents = createKlaviyoReader(database, receive);
  const findMetricIds = createMetricIds();
  const underWay = new Map<string, Promise<void>>();
  const gapFilledAt = new Map<string, number>();
  let stopped = false;
  let tellStopped = () => {};
  const stop = new Promise<void>((resolve) => {
    tellStopped = resolve;
  });

  async function visit({ scope, key, connectedAt }: Account): Promise<void> {
    const klaviyo = await clients.klaviyoOfTexts(scope);
    if (klaviyo?.klaviyoAccountId !== key) return;
    const since = (await findTextsSince(read, scope, key)) ?? connectedAt;
    const fillsGap = Date.now() - (gapFilledAt.get(visitOf(scope, key)) ?? since.getTime()) > GAP_MS;
    const webhook = (await findConnectionDetails(read, scope, "klaviyo", key))?.webhook ?? null;
    const isHeard = webhook !== null && Date.now() - webhook.since.getTime() > WEBHOOK_STARTS_MS;
    const told = isHeard && !fillsGap ? webhook.topics : [];
    const ids = await findMetricIds(klaviyo);
    const overlapMs = fillsGap ? OVERLAP_OF_GAP_MS : OVERLAP_MS;
    let received = 0;
    for (const metrics of IN_TURN) {
      const counts = await Promise.all(
        metrics.map((metric) => {
          const metricId = ids.get(metric.name);
          if (metricId === undefined || told.includes(topicOf(metric))) return 0;
          return readEvents({ scope, klaviyo, metric, metricId, since, overlapMs });
        }),
      );
      received += counts.reduce((sum, count) => sum + count, 0);
    }
    if (fillsGap) gapFilledAt.set(visitOf(scope, key), Date.now());
    if (received > 0) wake();
  }

  function start(account: Account): void {
    const { accountId } = account.scope;
    const key = visitOf(account.scope, account.key);
    const visited = visit(account)
      .catch((err) => log.warn({ err, account: accountId }, "Klaviyo's events could not be read"))
      .finally(() => underWay.delete(key));
    underWay.set(key, visited);
  }

  return {
    async visitAll() {
      for (const account of await listConnectedAccounts(read, "klaviyo")) {
        while (underWay.size >= AT_ONCE && !stopped) await Promise.race([...underWay.values(), stop]);
        if (stopped) return;
        if (!underWay.has(visitOf(account.scope, account.key))) start(account);
      }
    },
    async stop() {
      stopped = true;
      tellStopped();
      await Promise.race([Promise.all(underWay.values()), pause(STOP_MS, undefined, { ref: false })]);
    },
  };
}
