import { Refusal } from "./errors.ts";
import type { Message } from "./state.ts";

const DAY_MS = 86_400_000;
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

function momentOf(text: string): number {
  const zoned = /^\d{4}-\d{2}-\d{2}[ T][\d:.]+$/.test(text) ? `${text.replace(" ", "T")}Z` : text;
  const moment = Date.parse(zoned);
  if (Number.isNaN(moment)) throw new Refusal(20001, `DateSent ${text}`);
  return moment;
}

/** Reads `To`, `From`, `DateSent`, `DateSent<` and `DateSent>`; a plain date means the whole day in GMT. */
export function messageFilter(query: URLSearchParams): (message: Message) => boolean {
  const to = query.get("To");
  const from = query.get("From");
  const on = query.get("DateSent");
  const until = query.get("DateSent<");
  const since = query.get("DateSent>");
  const lengthOf = (text: string) => (isDay(text) ? DAY_MS : 1);
  const earliest = Math.max(since ? momentOf(since) : -Infinity, on ? momentOf(on) : -Infinity);
  const latest = Math.min(
    until ? momentOf(until) + lengthOf(until) : Infinity,
    on ? momentOf(on) + lengthOf(on) : Infinity,
  );
  return (message) => {
    const sent = (message.dateSent ?? message.dateCreated).getTime();
    // Dates go over the wire in whole seconds, so a filter must not miss a fraction of one.
    const since = sent - (sent % 1000) + 999;
    return (
      (!to || message.to === to) && (!from || message.from === from) && since >= earliest && sent < latest
    );
  };
}
