const LATEST_MS = Date.UTC(9999, 11, 31);

/** A moment in years of four digits, as everything that shows one writes them; null for what tells none. */
export function readInstant(told: string): Date | null {
  const ms = Date.parse(told);
  return ms > 0 && ms < LATEST_MS ? new Date(ms) : null;
}
