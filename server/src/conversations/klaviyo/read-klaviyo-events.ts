import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { AskedKlaviyo } from "../../profiles/refresh-profile.ts";
import type { EventList } from "../../vendors/klaviyo/events.ts";
import { describeTextEvent } from "../../vendors/klaviyo/text-events.ts";
import type { TextMetric } from "../../vendors/klaviyo/text-metrics.ts";
import type { Receive } from "../../work/inbox.ts";
import { findKnownDeliveries } from "../../work/known-deliveries.ts";
import { findWatermark, moveWatermark } from "../../work/watermark-store.ts";
import { KLAVIYO_EVENT } from "./receive-klaviyo-event.ts";
import { asDelivery } from "./told-event.ts";

/** Pages of one metric in one turn: the next turn goes on, so that no account's flood keeps others waiting. */
const PAGES = 5;
const LONGEST_GAP_MS = 7 * 24 * 60 * 60_000;

export interface MetricToRead {
  scope: AccountScope;
  klaviyo: AskedKlaviyo;
  metric: TextMetric;
  metricId: string;
  /** Nothing from before is read. */
  since: Date;
  /** Klaviyo shows some events late, behind others of a later time. */
  overlapMs: number;
}

export type ReadKlaviyoEvents = (wanted: MetricToRead) => Promise<number>;

/**
 * Makes a reader of a metric's events that are new to us: they are received as if Klaviyo told of them now. Returns
 * how many there were.
 */
export function createKlaviyoReader({ read, write }: Database, receive: Receive): ReadKlaviyoEvents {
  /** Where a list that was too long for one turn goes on. */
  const unfinished = new Map<string, string>();

  return async ({ scope, klaviyo, metric, metricId, since: begin, overlapMs }) => {
    const { client, klaviyoAccountId } = klaviyo;
    const source = `klaviyo:${klaviyoAccountId}:${metric.name}`;
    const key = `${scope.accountId}/${source}`;
    const earlier = unfinished.get(key);
    unfinished.delete(key);
    const mark = (await findWatermark(read, scope, source)) ?? begin;
    const since = newest(mark.getTime() - overlapMs, startOfSecond(begin), Date.now() - LONGEST_GAP_MS);
    let list: EventList = earlier === undefined ? { metricId, since } : { next: earlier };
    let received = 0;
    for (let page = 0; page < PAGES; page += 1) {
      const { events, next } = await client.listEvents(list);
      const told = events.map(({ event }) => describeTextEvent(event, metric));
      const listed = told.map((event) => asDelivery(event, klaviyoAccountId));
      const ids = listed.map(({ deliveryId }) => deliveryId);
      const known = await findKnownDeliveries(read, scope, KLAVIYO_EVENT, ids);
      const fresh = listed.filter(({ deliveryId }) => !known.has(deliveryId));
      await Promise.all(
        fresh.map((one) => receive({ ...one, scope, source: KLAVIYO_EVENT, traceId: one.deliveryId })),
      );
      received += fresh.length;
      const last = told.at(-1)?.at;
      if (last && last > mark) await write((tx) => moveWatermark(tx, scope, source, last));
      if (next === null) return received;
      list = { next };
    }
    if ("next" in list) unfinished.set(key, list.next);
    return received;
  };
}

const newest = (...times: number[]) => new Date(Math.max(...times));
const startOfSecond = (at: Date) => Math.floor(at.getTime() / 1000) * 1000;
