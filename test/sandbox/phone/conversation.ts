import { addressOn, bare, type Channel } from "../twilio/address.ts";
import { type CarrierText, type Message, mediaOf, type TwilioState } from "../twilio/state.ts";
import type { Customer, World } from "../world/world.ts";
import type { PhoneText } from "./contract.ts";

const OWN_STATES: Record<Message["webhook"], NonNullable<PhoneText["state"]>> = {
  none: "unheard",
  pending: "sent",
  accepted: "delivered",
  refused: "failed",
};

const ARRIVED = new Set<Message["status"]>(["delivered", "read"]);

/** A customer's conversation on a channel, oldest first: what they wrote, what reached them; by SMS the campaign too. */
export function conversationOf(
  state: TwilioState,
  world: World,
  customer: Customer,
  channel: Channel,
): PhoneText[] {
  const phone = addressOn(channel, customer.phone);
  const texts = [...state.messages.values()]
    .filter(({ from, to, status }) => from === phone || (to === phone && ARRIVED.has(status)))
    .map((message) => messageText(state, message, channel));
  const carrier = state.carrierTexts.filter(({ to }) => to === phone).map(carrierText);
  const campaign = channel === "sms" ? campaignTexts(world, customer) : [];
  return [...campaign, ...texts, ...carrier].sort((a, b) => a.at.localeCompare(b.at));
}

function messageText(state: TwilioState, message: Message, channel: Channel): PhoneText {
  const mine = message.direction === "inbound";
  const told = channel === "whatsapp" ? (message.status as "delivered" | "read") : null;
  return {
    id: message.sid,
    mine,
    from: bare(message.from),
    body: message.body,
    attachments: mediaOf(state, message.sid).map(({ sid, contentType }) => ({
      url: `api/media/${sid}`,
      contentType,
    })),
    at: (message.dateSent ?? message.dateCreated).toISOString(),
    state: mine ? OWN_STATES[message.webhook] : told,
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
