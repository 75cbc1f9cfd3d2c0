const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const DAY_MS = 86_400_000;

/** A moment as people say it: `Today 14:05`, `Yesterday 09:12`, `12 Nov`. */
function saidTime(date: Date, now: Date): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  if (daysAgo === 0) return `Today ${clock.format(date)}`;
  if (daysAgo === 1) return `Yesterday ${clock.format(date)}`;
  return date.getFullYear() === now.getFullYear()
    ? `${day.format(date)} ${clock.format(date)}`
    : dayAndYear.format(date);
}

/** A moment in words, exactly on hover. */
export const Time = ({ at }: { at: string }) => {
  const date = new Date(at);
  return (
    <time dateTime={at} title={full.format(date)}>
      {saidTime(date, new Date())}
    </time>
  );
};
