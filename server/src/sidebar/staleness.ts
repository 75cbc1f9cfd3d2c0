const MINUTE = 60_000;

/** How long what a vendor said counts as fresh. A profile carries consent, so it ages as fast as that. */
const FRESH_MS = { ticket: MINUTE, profile: MINUTE, orders: MINUTE, value: 60 * MINUTE };

const LEAVE_ALONE_MS = MINUTE;

/** Whether a vendor may be asked again: not while its last refusal is fresh. */
export const mayAskAgain = (failedAt: Date | null, now: number): boolean =>
  failedAt === null || now - failedAt.getTime() > LEAVE_ALONE_MS;

export const isStale = (what: keyof typeof FRESH_MS, asOf: Date | null, now: number): boolean =>
  asOf === null || now - asOf.getTime() > FRESH_MS[what];
