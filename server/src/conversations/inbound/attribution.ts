const HOUR_MS = 60 * 60_000;

/** The newest campaign or flow message that a person had received when they wrote. */
export interface LastSent {
  id: string;
  at: Date;
  /** Whether they wrote between it and this text. */
  answered: boolean;
}

/** The message that a text answers: the last one sent, by the first text within the window; null for any other. */
export function findAttribution(textAt: Date, last: LastSent | null, windowHours: number): string | null {
  if (!last || last.answered) return null;
  const waitedMs = textAt.getTime() - last.at.getTime();
  return waitedMs >= 0 && waitedMs <= windowHours * HOUR_MS ? last.id : null;
}
