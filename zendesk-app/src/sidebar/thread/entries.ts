import type { Message } from "@sidethread/shared/sidebar";
import { dayNumber } from "../../format/moment.ts";
import type { PendingReply } from "./pending-reply.ts";

/** One day of the thread. */
export interface ThreadDay {
  /** A moment of that day. */
  at: string;
  messages: Message[];
}

/** The thread by days, oldest first, with the replies on their way at its end. */
export function threadDays(messages: Message[], pending: PendingReply[], timeZone: string): ThreadDay[] {
  const days = new Map<number, ThreadDay>();
  for (const message of [...messages, ...pending.map(asMessage)]) {
    const number = dayNumber(timeZone, message.at);
    const day = days.get(number);
    if (day) day.messages.push(message);
    else days.set(number, { at: message.at, messages: [message] });
  }
  return [...days.values()];
}

function asMessage({ id, channel, text, at }: PendingReply): Message {
  return {
    ...{ id, channel, text, at, direction: "outbound", origin: "agent", state: "queued" },
    ...{ title: null, reason: null, author: null, answers: null, clicks: null, pictures: [] },
  };
}
