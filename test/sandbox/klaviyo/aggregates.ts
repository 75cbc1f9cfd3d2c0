import { iso } from "./dates.ts";
import { invalid } from "./errors.ts";
import { parseFilter } from "./filter.ts";
import type { KlaviyoEvent } from "./state.ts";

export interface AggregateQuery {
  measurements: ("count" | "sum_value" | "unique")[];
  interval: "hour" | "day" | "week" | "month";
  /** Event properties to group by. */
  by: string[];
  /** Must hold the range: `greater-or-equal(datetime,…)` and `less-than(datetime,…)`. */
  filter: string[];
  timeZone: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Counts events in intervals of the account's wall clock, in groups of property values. */
export function aggregate(events: KlaviyoEvent[], query: AggregateQuery) {
  const { from, to } = rangeOf(query.filter);
  const offset = offsetsOf(query.timeZone);
  const bucketOf = (at: Date) => startOfInterval(at.getTime() + offset(at), query.interval);
  const starts: number[] = [];
  for (let start = bucketOf(from); start - offset(new Date(start)) < to.getTime(); ) {
    starts.push(start);
    start = nextInterval(start, query.interval);
  }
  const within = events.filter(({ at }) => at >= from && at < to);
  const groups = groupBy(within, ({ properties }) =>
    JSON.stringify(query.by.map((name) => String(properties[name] ?? ""))),
  );
  if (query.by.length === 0 && groups.size === 0) groups.set("[]", []);
  return {
    dates: starts.map((start) => iso(new Date(start - offset(new Date(start))))),
    data: Array.from(groups, ([dimensions, group]) => {
      const buckets = groupBy(group, ({ at }) => bucketOf(at));
      const series = query.measurements.map((measurement) => [
        measurement,
        starts.map((start) => measure(measurement, buckets.get(start) ?? [])),
      ]);
      return { dimensions: JSON.parse(dimensions) as string[], measurements: Object.fromEntries(series) };
    }),
  };
}

function measure(measurement: AggregateQuery["measurements"][number], events: KlaviyoEvent[]): number {
  if (measurement === "count") return events.length;
  if (measurement === "unique") return new Set(events.map(({ profile }) => profile.id)).size;
  return events.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function rangeOf(filters: string[]): { from: Date; to: Date } {
  const conditions = filters.flatMap(parseFilter);
  const bound = (operator: string) => {
    const found = conditions.find((one) => one.operator === operator && one.field === "datetime");
    const instant = new Date(found?.values[0] ?? Number.NaN);
    if (!Number.isNaN(instant.getTime())) return instant;
    throw invalid(`filter needs ${operator}(datetime,…).`, { pointer: "/data/attributes/filter" });
  };
  return { from: bound("greater-or-equal"), to: bound("less-than") };
}

/** How many milliseconds a time zone is ahead of UTC, by instant. */
function offsetsOf(timeZone: string): (instant: Date) => number {
  const format = formatIn(timeZone);
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value;
    const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name ?? "") ?? [];
    const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return sign === "-" ? -ahead : ahead;
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    throw invalid(`${timeZone} is not a time zone.`, { pointer: "/data/attributes/timezone" });
  }
}

function groupBy<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function startOfInterval(wallClock: number, interval: AggregateQuery["interval"]): number {
  if (interval === "hour") return Math.floor(wallClock / HOUR_MS) * HOUR_MS;
  const day = Math.floor(wallClock / DAY_MS) * DAY_MS;
  const date = new Date(day);
  if (interval === "week") return day - ((date.getUTCDay() + 6) % 7) * DAY_MS;
  return interval === "month" ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) : day;
}

function nextInterval(start: number, interval: AggregateQuery["interval"]): number {
  if (interval === "hour") return start + HOUR_MS;
  if (interval === "day") return start + DAY_MS;
  if (interval === "week") return start + 7 * DAY_MS;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
