/** Draws from a seeded stream of numbers in [0, 1). */
export interface Draws {
  chance(probability: number): boolean;
  /** Both ends included, whole numbers. */
  integer(from: number, to: number): number;
  between(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
  exponential(rate: number): number;
}

export function createDraws(random: () => number): Draws {
  const between = (from: number, to: number) => from + random() * (to - from);
  return {
    chance: (probability) => random() < probability,
    integer: (from, to) => Math.floor(between(from, to + 1)),
    between,
    pick: (items) => items[Math.floor(random() * items.length)]!,
    exponential: (rate) => -Math.log(1 - random()) / rate,
  };
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Days before (or, negative, after) an instant. */
export const daysBefore = (instant: Date, days: number) => new Date(instant.getTime() - days * DAY_MS);
