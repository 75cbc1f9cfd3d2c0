import { type CarrierText, type Message, mediaOf, type TwilioState } from "../twilio/state.ts";
import type { Customer, World } from "../world/world.ts";
import type { PhoneText } from "./contract.ts";

const OWN_STATES: Record<Message["webhook"], NonNullable<PhoneText["state"]>> = {
  none: "unheard",
  pending: "sent",
  accepted: "delivered",
  refused: "failed",
};

/** Everything on a customer's phone, oldest first: what they wrote, what reached them, and the campaign's text. */
export function conversationOf(state: TwilioState, world: World, customer: Customer): PhoneText[] {
  const { phone } = customer;
  const texts = [...state.messages.values()]
    .filter(({ from, to, status }) => from === phone || (to === phone && status === "delivered"))
    .map((message) => messageText(state, message));
  const carrier = state.carrierTexts.filter(({ to }) => to === phone).map(carrierText);
  return [...campaignTexts(world, customer), ...texts, ...carrier].sort((a, b) => a.at.localeCompare(b.at));
}

function messageText(state: TwilioState, message: Message): PhoneText {
  const mine = message.direction === "inbound";
  return {
    id: message.sid,
    mine,
    from: message.from,
    body: message.body,
    attachments: mediaOf(state, message.sid).map(({ sid, contentType }) => ({
      url: `api/media/${sid}`,
      contentType,
    })),
    at: (message.dateSent ?? message.dateCreated).toISOString(),
    state: mine ? OWN_STATES[message.webhook] : null,
    kind: "text",
  };
}

function carrierText({ from, body, at }: CarrierText): PhoneText {
  const id = `carrier ${at.toISOString()}`;
  return { id, mine: false, from, body, attachments: [], at: at.toISOString(), state: null, kind: "carrier" };
}

function campaignTexts({ campaign, smsNumber }: World, { key }: Customer): PhoneText[] {
  if (!campaign.recipients.includes(key)) return [];
  return [
    {
      id: campaign.key,
      mine: false,
      from: smsNumber,
      body: campaign.text,
      attachments: [],
      at: campaign.sentAt.toISOString(),
      state: null,
      kind: "campaign",
    },
  ];
}
