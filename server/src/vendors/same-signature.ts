import { timingSafeEqual } from "node:crypto";

/**
 * Whether a signature is the one expected, letter by letter and in the same time for any other: decoded first, it
 * might have anything after it.
 */
export function isSameSignature(expected: string, given: string): boolean {
  const [ours, theirs] = [Buffer.from(expected), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
