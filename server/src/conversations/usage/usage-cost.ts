import type { Settings } from "@sidethread/shared/settings";

/** A millionth of a major unit is finer than any carrier's price list. */
const MICROS = 1_000_000;

/** What segments through a number cost, as an exact decimal of two digits at least: 3 at 0.0079 are `0.0237`. */
export function costOf(
  segments: number,
  direction: "inbound" | "outbound",
  price: Settings["prices"][string] | undefined,
): { cost: string; currency: string } | { cost: null; currency: null } {
  if (!price) return { cost: null, currency: null };
  const micros = Math.round((direction === "inbound" ? price.in : price.out) * MICROS) * segments;
  const cost = (micros / MICROS).toFixed(6).replace(/0{1,4}$/, "");
  return { cost, currency: price.currency };
}
