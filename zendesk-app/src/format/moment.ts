const DAY = 86_400_000;

/** For whom a moment is written: their language, their clock, their now. */
export interface Reader {
  locale: string;
  timeZone: string;
  now: number;
}

/** The time of day: "14:05". */
export function formatClock({ locale, timeZone }: Reader, instant: string | number): string {
  return format(locale, { timeZone, timeStyle: "short" }, instant);
}

/** A day as people say it: "today", "yesterday", "12 Nov", and with its year when that is another one. */
export function formatDay(reader: Reader, instant: string | number): string {
  return nearDay(reader, instant) ?? formatDate(reader, instant);
}

/** The same for narrow columns: of another year, the month is enough. */
export function formatShortDay(reader: Reader, instant: string | number): string {
  const { locale, timeZone } = reader;
  if (isThisYear(reader, instant)) return formatDay(reader, instant);
  return nearDay(reader, instant) ?? format(locale, { timeZone, month: "short", year: "numeric" }, instant);
}

/** A day by its date, for the middle of a sentence: "12 Nov". */
export function formatDate(reader: Reader, instant: string | number): string {
  const { locale, timeZone } = reader;
  const year = isThisYear(reader, instant) ? {} : { year: "numeric" as const };
  return format(locale, { timeZone, day: "numeric", month: "short", ...year }, instant);
}

/** A moment: "14:05" today, "yesterday 14:05", "tomorrow 14:05", and the day alone beyond that. */
export function formatWhen(reader: Reader, instant: string | number): string {
  const distance = dayNumber(reader.timeZone, reader.now) - dayNumber(reader.timeZone, instant);
  if (distance === 0) return formatClock(reader, instant);
  const day = formatDay(reader, instant);
  return Math.abs(distance) === 1 ? `${day} ${formatClock(reader, instant)}` : day;
}

/** Everything there is to say about a moment, for titles. */
export function formatFully({ locale, timeZone }: Reader, instant: string | number): string {
  return format(locale, { timeZone, dateStyle: "full", timeStyle: "short" }, instant);
}

/** A span of time in its largest unit: "12 min". */
export function formatSpan(locale: string, seconds: number): string {
  const [value, unit] =
    seconds < 60
      ? [seconds, "second"]
      : seconds < 3_600
        ? [seconds / 60, "minute"]
        : seconds < DAY / 1_000
          ? [seconds / 3_600, "hour"]
          : [(seconds * 1_000) / DAY, "day"];
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, style).format(Math.floor(value));
}

/** "today", "yesterday", "tomorrow"; null for any other day. */
function nearDay({ locale, timeZone, now }: Reader, instant: string | number): string | null {
  const distance = dayNumber(timeZone, instant) - dayNumber(timeZone, now);
  if (Math.abs(distance) > 1) return null;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(distance, "day");
}

function isThisYear({ timeZone, now }: Reader, instant: string | number): boolean {
  const year = (of: string | number) => format("en", { timeZone, year: "numeric" }, of);
  return year(instant) === year(now);
}

/** Days since the epoch of the calendar day that a moment falls on in a time zone. */
export function dayNumber(timeZone: string, instant: string | number): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(instant));
  return Date.parse(`${parts}T00:00:00Z`) / DAY;
}

function format(locale: string, options: Intl.DateTimeFormatOptions, instant: string | number): string {
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
}
