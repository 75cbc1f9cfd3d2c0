import type { Snapshot } from "./snapshot.ts";

const USUAL = 5_000;
const EAGER = 1_500;
const EAGER_FOR = 20_000;
const LONGEST = 30_000;

/** How long to wait before asking again, in milliseconds. */
export function pollDelay(snapshot: Snapshot<unknown>, eagerUntil: number, now: number): number {
  const { failure, unsettledSince } = snapshot;
  if (failure && failure.kind !== "missing") return Math.min(EAGER * 2 ** (failure.attempts - 1), LONGEST);
  const unsettled = unsettledSince !== null && now - unsettledSince < EAGER_FOR;
  return unsettled || now < eagerUntil ? EAGER : USUAL;
}

/** Until when to ask eagerly after something happened here that will show there. */
export function eagerAfter(now: number): number {
  return now + EAGER_FOR;
}
