import { bare, channelOf } from "./address.ts";
import type { OptOutType } from "./opt-out.ts";
import { API_VERSION, mediaPath, segmentsOf } from "./resources.ts";
import { type Message, mediaOf, type Place, type TwilioContext, type TwilioState } from "./state.ts";

/** Twilio fills in city, state and zip for North American numbers alone. */
const NORTH_AMERICA = ["US", "CA"];

/** What the webhook for a customer's text carries. */
export function inboundParams(
  { state, origin }: TwilioContext,
  message: Message,
  optOutType: OptOutType | null,
): Record<string, string> {
  const params: Record<string, string> = {
    AccountSid: state.account.sid,
    ApiVersion: API_VERSION,
    Body: message.body,
    From: message.from,
    MessageSid: message.sid,
    NumMedia: String(message.numMedia),
    NumSegments: String(segmentsOf(message)),
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    SmsStatus: "received",
    To: message.to,
    ...(channelOf(message.from) === "whatsapp"
      ? whatsappParams(state, message)
      : placesParams(state, message)),
    ...(optOutType && { OptOutType: optOutType }),
  };
  mediaOf(state, message.sid).forEach((media, index) => {
    params[`MediaUrl${index}`] = origin() + mediaPath(state.account.sid, media);
    params[`MediaContentType${index}`] = media.contentType;
  });
  return params;
}

const whatsappParams = ({ profileNames }: TwilioState, { from, numMedia }: Message) => ({
  MessageType: numMedia > 0 ? "image" : "text",
  ProfileName: profileNames.get(bare(from)) ?? "",
  ReferralNumMedia: "0",
  WaId: bare(from).slice(1),
});

const placesParams = ({ places }: TwilioState, { from, to }: Message) => ({
  ...placeParams("From", places.get(from)),
  ...placeParams("To", places.get(to)),
});

function placeParams(end: "From" | "To", place: Place | undefined): Record<string, string> {
  const known = place && NORTH_AMERICA.includes(place.country) ? place : undefined;
  return {
    [`${end}City`]: known?.city.toUpperCase() ?? "",
    [`${end}State`]: known?.region ?? "",
    [`${end}Zip`]: known?.zip ?? "",
    [`${end}Country`]: place?.country ?? "",
  };
}
