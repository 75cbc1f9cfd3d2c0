import type { AskedKlaviyo } from "../../profiles/refresh-profile.ts";
import { textMetrics } from "../../vendors/klaviyo/text-metrics.ts";

export type FindMetricIds = (klaviyo: AskedKlaviyo) => Promise<Map<string, string>>;

const KEPT_MS = 60 * 60_000;
/** A metric comes into being with its first event. */
const KEPT_INCOMPLETE_MS = 10_000;

/** Finds the ids of a Klaviyo account's metrics by their names, and keeps them for a while. */
export function createMetricIds(): FindMetricIds {
  const kept = new Map<string, { ids: Map<string, string>; until: number }>();
  return async ({ client, klaviyoAccountId }) => {
    const known = kept.get(klaviyoAccountId);
    if (known && known.until > Date.now()) return known.ids;
    const ids = await client.listOwnMetrics();
    const isComplete = textMetrics.every(({ name }) => ids.has(name));
    kept.set(klaviyoAccountId, { ids, until: Date.now() + (isComplete ? KEPT_MS : KEPT_INCOMPLETE_MS) });
    return ids;
  };
}
