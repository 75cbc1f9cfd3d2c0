import { conversationOf } from "./conversations.ts";
import { Impossible } from "./impossible.ts";
import type { Later } from "./later.ts";
import { campaignLabels, campaignNamed, flowLabels } from "./marketing.ts";
import { findProfile } from "./profiles.ts";
import { type CustomerText, receiveText } from "./receive-text.ts";
import type { Recorder } from "./recorder.ts";
import { createSendMessage } from "./send-message.ts";
import { clickLink } from "./short-links.ts";
import type { Channel, Conversation, Message, Profile, State } from "./state.ts";

/** What others than the customer and the API send: marketers, Klaviyo itself, agents in Klaviyo's own inbox. */
export type Outgoing = { to: string; body: string; channel?: Channel } & (
  | { kind: "campaign" | "flow"; name: string }
  | { kind: "automatic" | "inbox" }
);

export interface Messaging {
  /** A customer texts the account. */
  text(text: CustomerText): Message;
  /** The account answers through the API. */
  reply(conversation: Conversation, body: string): Message;
  /** Something else goes out; throws `Impossible` where Klaviyo would not even try. */
  send(outgoing: Outgoing): Message;
  /** The customer follows a short link. */
  click(url: string): void;
}

/** Text messages in and out, with the events that Klaviyo makes of them. */
export function createMessaging(state: State, recorder: Recorder, later: Later): Messaging {
  const sendMessage = createSendMessage(state, recorder, later);

  function labelsOf(outgoing: Outgoing, { consents }: Profile): Record<string, string> {
    if (!("name" in outgoing)) return {};
    if (consents[`${outgoing.channel ?? "sms"}.marketing`].state !== "SUBSCRIBED") {
      throw new Impossible(`${outgoing.to} has not agreed to marketing.`);
    }
    const { kind, name, body } = outgoing;
    return kind === "flow" ? flowLabels(state, name) : campaignLabels(campaignNamed(state, name, body));
  }

  return {
    text: (text) => receiveText(state, recorder, sendMessage, text),
    reply: ({ id, profile, channel, number }, body) =>
      sendMessage(state.profiles.get(profile)!, {
        kind: "reply",
        channel,
        conversation: id,
        from: number,
        body,
        labels: {},
      }),
    send(outgoing) {
      const { kind, to, body, channel = "sms" } = outgoing;
      const profile = findProfile(state, { phone_number: to });
      if (!profile) throw new Impossible(`There is no profile with the number ${to}.`);
      const conversation = conversationOf(state, profile, channel);
      if (kind === "inbox" && !conversation) throw new Impossible(`${to} has never texted.`);
      return sendMessage(profile, {
        kind,
        channel,
        conversation: conversation?.id ?? null,
        from: conversation?.number ?? state.account.smsNumbers[0] ?? "",
        body,
        labels: labelsOf(outgoing, profile),
      });
    },
    click: (url) => clickLink(state, recorder, url),
  };
}
