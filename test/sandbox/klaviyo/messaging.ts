import { measureSms } from "@sidethread/shared/sms-segments";
import { canBeTexted } from "./consents.ts";
import { klaviyo } from "./integrations.ts";
import { consentKeyword } from "./keywords.ts";
import { klaviyoMetrics } from "./metrics.ts";
import { createProfile, findProfile } from "./profiles.ts";
import type { Recorder } from "./recorder.ts";
import type { Conversation, Message, Profile, State } from "./state.ts";
import { changeConsent } from "./subscriptions.ts";

export interface Text {
  /** The customer's number, E.164. */
  from: string;
  /** One of the account's numbers. */
  to: string;
  body: string;
}

export interface Messaging {
  /** A customer texts the account. */
  text(text: Text): Message;
  /** The account answers; the carrier delivers a little later. */
  reply(conversation: Conversation, body: string): Message;
  /** Resolves when no message is on its way any more. */
  idle(): Promise<void>;
  stop(): void;
}

const OPT_OUT_ANSWER = "You are unsubscribed and will receive no more messages. Text START to resubscribe.";

/** The event properties of a text message. */
export function smsProperties({ id, from, to, body }: Omit<Message, "direction" | "status">) {
  return {
    "Message Body": body,
    "From Number": from,
    "To Number": to,
    "Message Format": "SMS",
    "Segment Count": measureSms(body).segments,
    $message: id,
  };
}

/** Text messages in and out, with the events that Klaviyo makes of them. */
export function createMessaging(state: State, recorder: Recorder): Messaging {
  const onTheWay = new Map<NodeJS.Timeout, { done: Promise<void>; finish: () => void }>();

  function keep(message: Omit<Message, "id" | "at">): Message {
    const kept = { ...message, id: state.ids.ulid("message"), at: state.now() };
    state.messages.push(kept);
    return kept;
  }

  function note(
    metric: string,
    profile: Profile,
    message: Message,
    more: Record<string, unknown> = {},
  ): void {
    const properties = { ...smsProperties(message), ...more };
    const at = state.now();
    recorder.record([{ metric, integration: klaviyo, profile, at, properties, uniqueId: message.id }]);
  }

  function conversationWith(profile: Profile, number: string): Conversation {
    const id = state.ids.ulid("conversation", profile.id);
    const conversation: Conversation = { id, channel: "sms", profile: profile.id, number };
    state.conversations.set(id, conversation);
    return conversation;
  }

  function later(work: () => void): void {
    let finish = () => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const timer = setTimeout(() => {
      onTheWay.delete(timer);
      work();
      finish();
    }, state.settings.deliveryMs);
    onTheWay.set(timer, { done, finish });
  }

  function send(profile: Profile, message: Message, automatic: boolean): void {
    if (!automatic) note(klaviyoMetrics.relayedSms, profile, message);
    later(() => {
      const refused = !automatic && !canBeTexted(profile.consents);
      message.status = refused ? "failed" : "delivered";
      if (refused)
        return note(klaviyoMetrics.failedSms, profile, message, { "Failure Type": "Message blocked" });
      const metric = automatic ? klaviyoMetrics.receivedAutomatedSms : klaviyoMetrics.receivedSms;
      note(metric, profile, message, { "Carrier Delivery Status": "Delivered" });
    });
  }

  function outbound({ id, number }: Conversation, profile: Profile, body: string): Message {
    const to = profile.attributes.phone_number ?? "";
    return keep({ conversation: id, direction: "outbound", from: number, to, body, status: "relayed" });
  }

  return {
    text({ from, to, body }) {
      const profile =
        findProfile(state, { phone_number: from }) ?? createProfile(state, { phone_number: from });
      const conversation = conversationWith(profile, to);
      const message = keep({
        conversation: conversation.id,
        direction: "inbound",
        from,
        to,
        body,
        status: "received",
      });
      note(klaviyoMetrics.sentSms, profile, message);
      const keyword = consentKeyword(body, state.settings.optOutMatching);
      if (keyword) {
        changeConsent(state, recorder, profile, {
          channels: ["sms.marketing", "sms.transactional"],
          state: keyword === "stop" ? "UNSUBSCRIBED" : "SUBSCRIBED",
          at: message.at,
          method: "inbound_message",
        });
      }
      if (keyword === "stop") send(profile, outbound(conversation, profile, OPT_OUT_ANSWER), true);
      return message;
    },
    reply(conversation, body) {
      const profile = state.profiles.get(conversation.profile)!;
      const message = outbound(conversation, profile, body);
      send(profile, message, false);
      return message;
    },
    async idle() {
      while (onTheWay.size > 0) await Promise.all(Array.from(onTheWay.values(), ({ done }) => done));
    },
    stop() {
      for (const [timer, { finish }] of onTheWay) {
        clearTimeout(timer);
        finish();
      }
      onTheWay.clear();
    },
  };
}
