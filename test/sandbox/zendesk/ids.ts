const FIRST = {
  ticket: 1,
  user: 8447300000001,
  identity: 8447350000001,
  brand: 8447340000001,
  group: 8447320000001,
  membership: 8447330000001,
  ticketField: 8447310000001,
  customStatus: 8447360000001,
  audit: 8447500000001,
  attachment: 8447700000001,
  rating: 8447800000001,
  rule: 8447900000001,
  invocation: 8350200001,
  oauthToken: 8447600000001,
} as const;

export type IdKind = keyof typeof FIRST;

/** Counts ids up per kind of record, so that the same seed gives the same ids. Audits and their events share one row. */
export function createIds(): (kind: IdKind) => number {
  const next: Record<IdKind, number> = { ...FIRST };
  return (kind) => {
    next[kind] += 1;
    return next[kind] - 1;
  };
}
