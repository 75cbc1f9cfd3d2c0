import type { ConsentChannel } from "./consents.ts";
import { openConversation } from "./conversations.ts";
import { automaticAnswers, keywordIn } from "./keywords.ts";
import { keepMessage, noteMessage } from "./message-log.ts";
import { klaviyoMetrics, whatsappMetrics } from "./metrics.ts";
import { keepPicture } from "./pictures.ts";
import { createProfile, findProfile } from "./profiles.ts";
import type { Recorder } from "./recorder.ts";
import type { SendMessage } from "./send-message.ts";
import type { Channel, Message, Picture, Profile, State } from "./state.ts";
import { changeConsent } from "./subscriptions.ts";

export interface CustomerText {
  /** The customer's number, E.164. */
  from: string;
  /** One of the account's numbers. */
  to: string;
  body: string;
  channel?: Channel;
  media?: Picture[];
}

const CONSENTS: Record<Channel, ConsentChannel[]> = {
  sms: ["sms.marketing", "sms.transactional"],
  whatsapp: ["whatsapp.marketing", "whatsapp.transactional", "whatsapp.conversational"],
};

/** Takes a customer's text: it is an event, it may change their consent, and Klaviyo answers its keywords. */
export function receiveText(
  state: State,
  recorder: Recorder,
  send: SendMessage,
  text: CustomerText,
): Message {
  const { from, to, body, channel = "sms", media = [] } = text;
  const profile = findProfile(state, { phone_number: from }) ?? createProfile(state, { phone_number: from });
  const conversation = openConversation(state, profile, channel, to).id;
  const pictures = media.map((picture) => keepPicture(state, picture));
  const message = keepMessage(state, {
    kind: "inbound",
    channel,
    conversation,
    from,
    to,
    body,
    pictures,
    labels: {},
    status: "received",
  });
  if (channel === "whatsapp") openWindow(profile, message.at);
  const metric = channel === "sms" ? klaviyoMetrics.sentSms : whatsappMetrics.sent;
  noteMessage(state, recorder, metric, profile, message);

  const keyword = keywordIn(body, state.settings.optOutMatching);
  if (!keyword) return message;
  if (keyword !== "help") {
    changeConsent(state, recorder, profile, {
      channels: CONSENTS[channel],
      state: keyword === "stop" ? "UNSUBSCRIBED" : "SUBSCRIBED",
      at: message.at,
      method: "inbound_message",
    });
  }
  send(profile, {
    kind: "automatic",
    channel,
    conversation,
    from: to,
    body: automaticAnswers[keyword],
    labels: {},
  });
  return message;
}

/** A message on WhatsApp lets the account answer for a day, unless the customer has opted out. */
function openWindow({ consents }: Profile, at: Date): void {
  const known = consents["whatsapp.conversational"];
  if (known.state === "UNSUBSCRIBED") return;
  consents["whatsapp.conversational"] = { ...known, state: "SUBSCRIBED", at, method: "inbound_message" };
}
