import { channelOf } from "./address.ts";
import { Refusal } from "./errors.ts";
import { addMedia } from "./fetch-media.ts";
import { inboundParams } from "./inbound-params.ts";
import { applyOptOut, optOutTypeOf } from "./opt-out.ts";
import { sendMessage } from "./send-message.ts";
import { ownNumber } from "./senders.ts";
import { type Message, now, type TwilioContext, update } from "./state.ts";
import { messagesIn } from "./twiml.ts";
import type { WebhookAnswer } from "./webhooks.ts";

export interface CustomerText {
  /** The customer's phone, E.164; a machine's short code or name; after `whatsapp:` a phone there. */
  from: string;
  /** A number of the account, on the same channel. */
  to: string;
  body: string;
  media?: { contentType: string; bytes: Uint8Array<ArrayBuffer> }[];
}

/** Takes a customer's text, answers opt-out keywords, and tells the number's `SmsUrl`, whose TwiML it carries out. */
export function receiveText(context: TwilioContext, text: CustomerText): Message {
  const { state } = context;
  const number = ownNumber(state, text.to);
  if (!number) throw new Refusal(21606, text.to);
  if (channelOf(text.from) !== channelOf(text.to)) throw new Refusal(21910);
  const pictures = text.media ?? [];
  const at = now(state);
  const message: Message = {
    sid: context.newSid(pictures.length > 0 ? "MM" : "SM"),
    direction: "inbound",
    from: text.from,
    to: text.to,
    body: text.body,
    numMedia: pictures.length,
    status: "received",
    errorCode: null,
    statusCallback: null,
    dateCreated: at,
    dateUpdated: at,
    dateSent: at,
    webhook: number.smsUrl === "" ? "none" : "pending",
  };
  state.messages.set(message.sid, message);
  for (const { contentType, bytes } of pictures) addMedia(context, message, contentType, bytes);
  update(context, message, {});

  const optOutType = optOutTypeOf(text, number);
  if (optOutType) applyOptOut(context, optOutType, text.from, number);
  if (number.smsUrl === "") return message;
  context.webhooks.send({
    url: number.smsUrl,
    method: number.smsMethod,
    params: inboundParams(context, message, optOutType),
    idempotencyToken: context.newSid("IT"),
    answered: (answer) => takeAnswer(context, message, answer),
  });
  return message;
}

function takeAnswer(
  context: TwilioContext,
  message: Message,
  { status, contentType, body }: WebhookAnswer,
): void {
  const accepted = status >= 200 && status < 300;
  update(context, message, { webhook: accepted ? "accepted" : "refused" });
  if (!accepted) return;
  for (const reply of messagesIn(contentType, body)) {
    try {
      sendMessage(context, {
        direction: "outbound-reply",
        from: message.to,
        to: reply.to ?? message.from,
        body: reply.body,
        mediaUrls: reply.mediaUrls,
        statusCallback: null,
      });
    } catch (error) {
      // A refused reply is an entry in the account's debugger; nobody waits for an answer.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
