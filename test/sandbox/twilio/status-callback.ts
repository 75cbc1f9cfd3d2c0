import { bare, channelOf } from "./address.ts";
import { API_VERSION } from "./resources.ts";
import { type Message, type TwilioContext, update } from "./state.ts";

/** WhatsApp tells these steps by an event's name too. */
const EVENTS: Partial<Record<Message["status"], string>> = {
  delivered: "DELIVERED",
  read: "READ",
  undelivered: "UNDELIVERED",
};

/** Changes a message's status, and tells whoever asked for it. */
export function become(context: TwilioContext, message: Message, change: Partial<Message>): void {
  update(context, message, change);
  if (message.statusCallback === null) return;
  const { status, errorCode } = message;
  const delivered = status === "delivered" && channelOf(message.to) === "sms";
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
      ...(delivered && { RawDlrDoneDate: carrierTime(message.dateUpdated) }),
      ...(channelOf(message.to) === "whatsapp" && whatsappParams(message)),
    },
  });
}

const whatsappParams = ({ to, status }: Message) => ({
  ChannelPrefix: "whatsapp",
  // Its last four digits are hidden.
  ChannelToAddress: bare(to).replace(/\d{4}$/, "XXXX"),
  ...(EVENTS[status] !== undefined && { EventType: EVENTS[status] }),
});

/** `YYMMDDhhmm`, as carriers write it. */
const carrierTime = (date: Date) => date.toISOString().replace(/\D/g, "").slice(2, 12);
