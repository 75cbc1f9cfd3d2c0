import { failureOf } from "./failures.ts";
import type { Later } from "./later.ts";
import { keepMessage, noteMessage } from "./message-log.ts";
import { klaviyoMetrics, whatsappMetrics } from "./metrics.ts";
import type { Recorder } from "./recorder.ts";
import { withShortLinks } from "./short-links.ts";
import type { Message, Profile, State } from "./state.ts";

type Draft = Omit<Message, "id" | "at" | "status" | "to" | "pictures">;

export type SendMessage = (profile: Profile, draft: Draft) => Message;

/** The way out: a message is relayed to the carrier, and a little later it arrives or fails. */
export function createSendMessage(state: State, recorder: Recorder, later: Later): SendMessage {
  function arrive(profile: Profile, message: Message): void {
    const { received, failed } = metricsOf(message);
    const failure = failureOf(state, profile, message);
    message.status = failure ? "failed" : "delivered";
    if (failure) noteMessage(state, recorder, failed, profile, message, { "Failure Type": failure });
    else noteMessage(state, recorder, received, profile, message, { "Carrier Delivery Status": "Delivered" });
  }

  return (profile, draft) => {
    const { shortenLinks, namePrefix, deliveryMs } = state.settings;
    const isReply = draft.kind === "reply" || draft.kind === "inbox";
    const message = keepMessage(state, {
      ...draft,
      to: profile.attributes.phone_number ?? "",
      body: namePrefix && isReply ? `${state.account.name}: ${draft.body}` : draft.body,
      pictures: [],
      status: "relayed",
    });
    if (shortenLinks && draft.channel === "sms") message.body = withShortLinks(state, message);
    const { relayed } = metricsOf(message);
    if (relayed) noteMessage(state, recorder, relayed, profile, message);
    later.after(deliveryMs, () => arrive(profile, message));
    return message;
  };
}

function metricsOf({ channel, kind }: Message) {
  const { relayedSms, receivedSms, failedSms, receivedAutomatedSms, failedAutomatedSms } = klaviyoMetrics;
  if (channel === "whatsapp") return { relayed: null, ...whatsappMetrics };
  if (kind === "automatic")
    return { relayed: null, received: receivedAutomatedSms, failed: failedAutomatedSms };
  return { relayed: relayedSms, received: receivedSms, failed: failedSms };
}
