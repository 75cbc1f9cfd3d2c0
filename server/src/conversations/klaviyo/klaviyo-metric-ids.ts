import type { AccountScope } from "../../database/account-scope.ts";
import type { KlaviyoClient } from "../../vendors/klaviyo/client.ts";
import { textMetrics } from "../../vendors/klaviyo/text-metrics.ts";

export type FindMetricIds = (scope: AccountScope, klaviyo: KlaviyoClient) => Promise<Map<string, string>>;

const KEPT_MS = 60 * 60_000;
/** A metric comes into being with its first event. */
const KEPT_INCOMPLETE_MS = 10_000;

/** Finds the ids of an account's metrics by their names, and keeps them for a while. */
export function createMetricIds(): FindMetricIds {
  const kept = new Map<string, { ids: Map<string, string>; until: number }>();
  return async ({ accountId }, klaviyo) => {
    const known = kept.get(accountId);
    if (known && known.until > Date.now()) return known.ids;
    const ids = await klaviyo.listOwnMetrics();
    const isComplete = textMetrics.every(({ name }) => ids.has(name));
    kept.set(accountId, { ids, until: Date.now() + (isComplete ? KEPT_MS : KEPT_INCOMPLETE_MS) });
    return ids;
  };
}
