import { MAX_SMS_LENGTH } from "@sidethread/shared/sms-segments";
import { bare, channelOf, isPhone } from "./address.ts";
import { deliver } from "./delivery.ts";
import { isRefusal, Refusal } from "./errors.ts";
import { MEDIA_RULES } from "./media-rules.ts";
import { checkSender } from "./senders.ts";
import { type Message, now, pairOf, type TwilioContext, type TwilioState, update } from "./state.ts";

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
  const { mediaUrls: asked, ...rest } = outgoing;
  const mediaUrls = asked.slice(0, MEDIA_RULES[channelOf(rest.to)].most);
  const at = now(context.state);
  const message: Message = {
    ...rest,
    sid: context.newSid(mediaUrls.length > 0 ? "MM" : "SM"),
    numMedia: mediaUrls.length,
    status: "queued",
    errorCode: null,
    dateCreated: at,
    dateUpdated: at,
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
  if (!isPhone(bare(to))) throw new Refusal(21211, to);
  if (channelOf(from) !== channelOf(to)) throw new Refusal(21910);
  if (to === from) throw new Refusal(21266);
  checkSender(state, from, to);
  const failure = state.failures.get(bare(to));
  if (failure !== undefined && isRefusal(failure)) throw new Refusal(failure, to);
  if (state.optOuts.has(pairOf(from, to))) throw new Refusal(21610);
}

/** Whether a text is an `http` or `https` URL. */
export const isWebUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
