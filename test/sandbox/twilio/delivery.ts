import { setTimeout as wait } from "node:timers/promises";
import { addressOn, bare, channelOf } from "./address.ts";
import { failsBeforeSending, isFailure } from "./errors.ts";
import { fetchMedia, MediaFailure } from "./fetch-media.ts";
import { isWindowClosed } from "./session-window.ts";
import { type Message, now, type TwilioContext } from "./state.ts";
import { become } from "./status-callback.ts";

const OUT_OF_REACH = 30003;
const OUTSIDE_WINDOW = 63016;

/** Walks a message from queued over sent to delivered, or to its failure, with a status callback at each step. */
export async function deliver(
  context: TwilioContext,
  message: Message,
  mediaUrls: string[],
  signal: AbortSignal,
): Promise<void> {
  const { state } = context;
  await wait(state.pace.sentMs, undefined, { signal });
  if (message.status !== "queued") return;
  try {
    await fetchMedia(context, message, mediaUrls);
  } catch (error) {
    if (!(error instanceof MediaFailure)) throw error;
    return become(context, message, { status: "failed", errorCode: error.code });
  }
  const early = failureOf(context, message);
  if (early !== null && failsBeforeSending(early)) {
    return become(context, message, { status: "failed", errorCode: early });
  }
  become(context, message, { status: "sent", dateSent: now(state) });

  await wait(state.pace.deliveredMs, undefined, { signal });
  const late = failureOf(context, message);
  if (late === null) become(context, message, { status: "delivered" });
  else if (!waitsForPhone(message, late)) {
    become(context, message, { status: "undelivered", errorCode: late });
  }
}

/** WhatsApp keeps what it can't bring yet. */
const waitsForPhone = ({ to }: Message, code: number) =>
  code === OUT_OF_REACH && channelOf(to) === "whatsapp";

function failureOf({ state }: TwilioContext, { from, to }: Message): number | null {
  const code = state.failures.get(bare(to));
  if (code !== undefined && isFailure(code)) return code;
  return channelOf(to) === "whatsapp" && isWindowClosed(state, from, to) ? OUTSIDE_WINDOW : null;
}

const onWhatsApp = ({ state }: TwilioContext, phone: string, status: Message["status"]) =>
  [...state.messages.values()].filter(
    (message) => message.to === addressOn("whatsapp", phone) && message.status === status,
  );

/** Brings a phone the WhatsApp messages that waited for it. */
export function deliverWaiting(context: TwilioContext, phone: string): void {
  for (const message of onWhatsApp(context, phone, "sent")) {
    become(context, message, { status: "delivered" });
  }
}

/** The person has read the WhatsApp messages that are on their phone. */
export function markRead(context: TwilioContext, phone: string): void {
  for (const message of onWhatsApp(context, phone, "delivered")) become(context, message, { status: "read" });
}
