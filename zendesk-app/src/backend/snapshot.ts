/**
 * `offline`: no usable answer. `unauthorized`: the token was not accepted. `missing`: not known there.
 * `refused`: the server does not understand this app.
 */
export type FailureKind = "offline" | "unauthorized" | "missing" | "refused";

/** What came of one request. `body` is null when the last one still holds. */
export type Outcome<Body> =
  | { ok: true; body: Body | null; etag: string | null }
  | { ok: false; kind: FailureKind };

/** All that the app knows of one resource of the backend. A failure never takes away what was there. */
export interface Snapshot<Body> {
  body: Body | null;
  etag: string | null;
  /** When the backend answered last, in milliseconds. */
  contactAt: number | null;
  failure: { kind: FailureKind; attempts: number } | null;
  /** Since when something in it is being fetched; null when all of it is there and fresh. */
  unsettledSince: number | null;
}

const NOTHING: Snapshot<never> = {
  body: null,
  etag: null,
  contactAt: null,
  failure: null,
  unsettledSince: null,
};

/** The snapshot after a request. */
export function nextSnapshot<Body>(
  previous: Snapshot<Body> | undefined,
  outcome: Outcome<Body>,
  isSettled: (body: Body) => boolean,
  now: number,
): Snapshot<Body> {
  const before = previous ?? NOTHING;
  if (!outcome.ok) {
    return { ...before, failure: { kind: outcome.kind, attempts: (before.failure?.attempts ?? 0) + 1 } };
  }
  const body = outcome.body ?? before.body;
  return {
    body,
    etag: outcome.etag ?? before.etag,
    contactAt: now,
    failure: null,
    unsettledSince: body === null || isSettled(body) ? null : (before.unsettledSince ?? now),
  };
}
