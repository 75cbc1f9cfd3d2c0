import { setTimeout as wait } from "node:timers/promises";
import { failsBeforeSending, isFailure } from "./errors.ts";
import { fetchMedia, MediaFailure } from "./fetch-media.ts";
import { API_VERSION } from "./resources.ts";
import { type Message, type TwilioContext, update } from "./state.ts";

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
  become(context, message, { status: "sent", dateSent: new Date() });

  await wait(state.pace.deliveredMs, undefined, { signal });
  const late = failureOf(context, message);
  if (late === null) become(context, message, { status: "delivered" });
  else become(context, message, { status: "undelivered", errorCode: late });
}

function failureOf({ state }: TwilioContext, { to }: Message): number | null {
  const code = state.failures.get(to);
  return code !== undefined && isFailure(code) ? code : null;
}

function become(context: TwilioContext, message: Message, change: Partial<Message>): void {
  update(context, message, change);
  if (message.statusCallback === null) return;
  const { status, errorCode } = message;
  context.webhooks.send({
    url: message.statusCallback,
    method: "POST",
    idempotencyToken: context.newSid("IT"),
    params: {
      AccountSid: context.state.account.sid,
      ApiVersion: API_VERSION,
      From: message.from,
      MessageSid: message.sid,
      MessageStatus: status,
      SmsSid: message.sid,
      SmsStatus: status,
      To: message.to,
      ...(errorCode !== null && { ErrorCode: String(errorCode) }),
      ...(status === "delivered" && { RawDlrDoneDate: carrierTime(message.dateUpdated) }),
    },
  });
}

/** `YYMMDDhhmm`, as carriers write it. */
const carrierTime = (date: Date) => date.toISOString().replace(/\D/g, "").slice(2, 12);
