import { DAY_MS, type Draws } from "./draws.ts";

/** Chance that somebody who would buy does so, by month: an outdoor shop sells in autumn, and a little before summer. */
const SEASON = [0.55, 0.5, 0.55, 0.65, 0.8, 0.75, 0.6, 0.65, 0.85, 1, 1, 0.95];

/** How one customer buys: orders a day while active, and the chance each day of never buying again. */
export interface Habit {
  ordersPerDay: number;
  dropOutPerDay: number;
}

/** Draws a habit: rates and drop-out differ from person to person, as in the Pareto/NBD model. */
export function drawHabit(draws: Draws): Habit {
  return {
    ordersPerDay: 0.004 + draws.exponential(1) * 0.016,
    dropOutPerDay: 0.0003 + draws.exponential(1) * 0.002,
  };
}

/** When somebody with this habit orders: on joining, then by chance and season until they drop out. */
export function drawPurchases(draws: Draws, habit: Habit, joined: Date, now: Date): Date[] {
  const leaves = joined.getTime() + draws.exponential(habit.dropOutPerDay) * DAY_MS;
  const end = Math.min(leaves, now.getTime());
  const purchases = [new Date(joined.getTime() + draws.between(0.01, 0.08) * DAY_MS)];
  let at = joined.getTime();
  for (;;) {
    at += Math.max(2, draws.exponential(habit.ordersPerDay)) * DAY_MS;
    if (at > end) return purchases.filter((purchase) => purchase < now);
    const day = new Date(at);
    if (draws.chance(SEASON[day.getUTCMonth()]!)) purchases.push(atWakingHour(draws, day, now));
  }
}

/** The same day, at an hour at which people shop. */
export function atWakingHour(draws: Draws, day: Date, now: Date): Date {
  const awake = new Date(day);
  awake.setUTCHours(draws.integer(6, 20), draws.integer(0, 59), draws.integer(0, 59), 0);
  return awake < now ? awake : day;
}
