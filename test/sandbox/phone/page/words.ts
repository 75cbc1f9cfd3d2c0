const DAY_MS = 86_400_000;

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", options);

/** The time of day where the phone is. */
export const timeIn = (timeZone: string, date: Date) =>
  format({ timeZone, hour: "2-digit", minute: "2-digit" }).format(date);

/** The calendar day where the phone is, for comparing. */
export const dayIn = (timeZone: string, date: Date) =>
  format({ timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(date);

/** "Today", "Yesterday", "Tuesday" (or "Tue"), "12 Nov". */
export function dayWord(timeZone: string, date: Date, now: Date, weekday: "long" | "short" = "long"): string {
  const day = dayIn(timeZone, date);
  if (day === dayIn(timeZone, now)) return "Today";
  if (day === dayIn(timeZone, new Date(now.getTime() - DAY_MS))) return "Yesterday";
  const recent = now.getTime() - date.getTime() < 6 * DAY_MS;
  return format(recent ? { timeZone, weekday } : { timeZone, day: "numeric", month: "short" }).format(date);
}

/** Today's time, else the day. */
export function shortMoment(timeZone: string, date: Date, now: Date): string {
  const day = dayWord(timeZone, date, now, "short");
  return day === "Today" ? timeIn(timeZone, date) : day;
}

/** A phone number in groups that an eye can follow. */
export function spaced(phone: string): string {
  const [, country = "", rest = phone] = /^(\+(?:1|3[34]|4[49]|82))(\d+)$/.exec(phone) ?? [];
  return `${country} ${rest.replace(/\B(?=(\d{4})+$)/g, " ")}`.trim();
}

/** "German", for `de-DE`. */
export const languageName = (locale: string) =>
  new Intl.DisplayNames("en", { type: "language" }).of(new Intl.Locale(locale).language) ?? locale;

/** One of six colours that stays with a person. */
export const toneOf = (key: string) =>
  String([...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % 6);
