import type { ZendeskState } from "../state.ts";

/** Whether search knows a record already: Zendesk's index lags behind what was just made. */
export function isIndexed(state: ZendeskState, record: { created_at: string }): boolean {
  const lag = state.limits.searchLagSeconds;
  return lag === 0 || Date.parse(record.created_at) + lag * 1000 <= Date.now();
}
