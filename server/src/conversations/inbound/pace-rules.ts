/** What happened on a ticket within the time that is counted. */
export interface TicketTraffic {
  /** Comments and notes of ours. */
  updates: number;
  /** When the newest text came on it. */
  newestAt: Date | null;
}

/** `joined`: with all texts that wait by now. */
export type Pace = { kind: "alone" } | { kind: "joined" } | { kind: "wait"; ms: number };

const MINUTE_MS = 60_000;

/** Over how long Zendesk counts a ticket's updates. */
export const COUNTED_MS = 10 * MINUTE_MS;

/** Zendesk takes 30 updates; this leaves ten for the ten minutes, and two for notes. */
const CALM = 18;

/** How a text comes on its ticket: alone, until the ticket has had much; then one comment a minute, with all that wait. */
export function paceOf({ updates, newestAt }: TicketTraffic, now: Date): Pace {
  // The last calm one takes those along that wait behind it: after it they would wait another minute.
  if (updates < CALM - 1) return { kind: "alone" };
  const sinceNewestMs = now.getTime() - (newestAt?.getTime() ?? 0);
  const busy = updates >= CALM && sinceNewestMs < MINUTE_MS;
  return busy ? { kind: "wait", ms: MINUTE_MS - sinceNewestMs } : { kind: "joined" };
}
