import { MAX_SMS_LENGTH } from "@sidethread/shared/sms-segments";
import { deliver } from "./delivery.ts";
import { isRefusal, Refusal } from "./errors.ts";
import {
  type Message,
  numberByPhone,
  pairOf,
  type TwilioContext,
  type TwilioState,
  update,
} from "./state.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
const MOST_MEDIA = 10;

export interface Outgoing {
  direction: "outbound-api" | "outbound-reply";
  from: string;
  to: string;
  body: string;
  mediaUrls: string[];
  statusCallback: string | null;
}

/** Takes a message of the account, or throws the `Refusal` that the API answers with; it goes out in the background. */
export function sendMessage(context: TwilioContext, outgoing: Outgoing): Message {
  check(context.state, outgoing);
  const { mediaUrls, ...rest } = outgoing;
  const now = new Date();
  const message: Message = {
    ...rest,
    sid: context.newSid(mediaUrls.length > 0 ? "MM" : "SM"),
    numMedia: mediaUrls.length,
    status: "queued",
    errorCode: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
    webhook: "none",
  };
  context.state.messages.set(message.sid, message);
  update(context, message, {});
  context.background((stopped) => deliver(context, message, mediaUrls, stopped));
  return message;
}

function check(state: TwilioState, { from, to, body, mediaUrls, statusCallback }: Outgoing): void {
  if (to === "") throw new Refusal(21604);
  if (from === "") throw new Refusal(21603);
  if (body === "" && mediaUrls.length === 0) throw new Refusal(21602);
  if (body.length > MAX_SMS_LENGTH) throw new Refusal(21617);
  if (mediaUrls.length > MOST_MEDIA) throw new Refusal(21623);
  const badUrl = mediaUrls.find((url) => !isWebUrl(url));
  if (badUrl !== undefined) throw new Refusal(21620, badUrl);
  if (statusCallback !== null && !isWebUrl(statusCallback)) throw new Refusal(21609, statusCallback);
  if (!E164.test(to)) throw new Refusal(21211, to);
  if (!E164.test(from)) throw new Refusal(21212, from);
  if (!numberByPhone(state, from)) throw new Refusal(21606, from);
  if (to === from) throw new Refusal(21266);
  const failure = state.failures.get(to);
  if (failure !== undefined && isRefusal(failure)) throw new Refusal(failure, to);
  if (state.optOuts.has(pairOf(from, to))) throw new Refusal(21610);
}

/** Whether a text is an `http` or `https` URL. */
export const isWebUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
