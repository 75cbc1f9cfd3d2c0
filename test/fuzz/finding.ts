/** What must never come of a webhook. */
export const KINDS = [
  "server_errors",
  "crashes",
  "stored_junk",
  "unverified_stored",
  "polluted",
  "too_slow",
] as const;
export type Kind = (typeof KINDS)[number];

/** One of them came of one. */
export class Finding extends Error {
  override name = "Finding";
  readonly kind: Kind;

  constructor(kind: Kind, what: string) {
    super(what);
    this.kind = kind;
  }
}
