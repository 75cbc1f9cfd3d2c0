import { now, type TwilioState } from "./state.ts";

const OPEN_MS = 24 * 3_600_000;

/** Until when a person may be written to freely: 24 hours after their newest WhatsApp; null when they never wrote. */
export function windowEnd(state: TwilioState, ours: string, theirs: string): Date | null {
  const own = [...state.messages.values()].filter(({ from, to }) => from === theirs && to === ours);
  const newest = Math.max(...own.map(({ dateCreated }) => dateCreated.getTime()));
  return Number.isFinite(newest) ? new Date(newest + OPEN_MS) : null;
}

/** Whether it is later than that. */
export function isWindowClosed(state: TwilioState, ours: string, theirs: string): boolean {
  const end = windowEnd(state, ours, theirs);
  return end === null || end <= now(state);
}
