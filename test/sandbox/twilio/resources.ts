import { measureSms } from "@sidethread/shared/sms-segments";
import { channelOf } from "./address.ts";
import { failureText } from "./errors.ts";
import type { IncomingNumber, Media, Message, TwilioState } from "./state.ts";

export const API_VERSION = "2010-04-01";

/** RFC 2822 in GMT, as all dates of this API. */
const rfc2822 = (date: Date) => date.toUTCString().replace("GMT", "+0000");

export const accountPath = (accountSid: string) => `/${API_VERSION}/Accounts/${accountSid}`;

export const mediaPath = (accountSid: string, { messageSid, sid }: Media) =>
  `${accountPath(accountSid)}/Messages/${messageSid}/Media/${sid}`;

/** How many parts a message is sent in; one with pictures is one, and so is any on WhatsApp. */
export const segmentsOf = ({ body, numMedia, to }: Message) =>
  numMedia > 0 || channelOf(to) === "whatsapp" ? 1 : Math.max(1, measureSms(body).segments);

const PRICE_PER_SEGMENT = 0.0079;

/** A message as the API shows it. */
export function messageResource({ account }: TwilioState, message: Message) {
  const uri = `${accountPath(account.sid)}/Messages/${message.sid}`;
  const segments = segmentsOf(message);
  const billed = message.dateSent !== null && message.status !== "failed";
  return {
    account_sid: account.sid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.dateCreated),
    date_sent: message.dateSent && rfc2822(message.dateSent),
    date_updated: rfc2822(message.dateUpdated),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode && failureText(message.errorCode),
    from: message.from,
    messaging_service_sid: null,
    num_media: String(message.numMedia),
    num_segments: String(segments),
    price: billed ? (-PRICE_PER_SEGMENT * segments).toFixed(5) : null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

/** A picture's record; the picture itself is at the same path without `.json`. */
export function mediaResource({ account }: TwilioState, media: Media) {
  return {
    account_sid: account.sid,
    content_type: media.contentType,
    date_created: rfc2822(media.dateCreated),
    date_updated: rfc2822(media.dateCreated),
    parent_sid: media.messageSid,
    sid: media.sid,
    uri: `${mediaPath(account.sid, media)}.json`,
  };
}

/** A number of the account. */
export function numberResource({ account }: TwilioState, number: IncomingNumber) {
  return {
    account_sid: account.sid,
    address_requirements: "none",
    address_sid: null,
    api_version: API_VERSION,
    beta: false,
    bundle_sid: null,
    capabilities: { fax: false, mms: true, sms: true, voice: true },
    date_created: rfc2822(number.dateCreated),
    date_updated: rfc2822(number.dateUpdated),
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    emergency_status: "Inactive",
    friendly_name: number.friendlyName,
    identity_sid: null,
    origin: "twilio",
    phone_number: number.phoneNumber,
    sid: number.sid,
    sms_application_sid: null,
    sms_fallback_method: "POST",
    sms_fallback_url: null,
    sms_method: number.smsMethod,
    sms_url: number.smsUrl,
    status: "in-use",
    status_callback: number.statusCallback,
    status_callback_method: "POST",
    trunk_sid: null,
    type: "local",
    uri: `${accountPath(account.sid)}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: "POST",
    voice_fallback_url: null,
    voice_method: "POST",
    voice_receive_mode: "voice",
    voice_url: null,
  };
}

/** A short code of the account. */
export function shortCodeResource({ account }: TwilioState, code: IncomingNumber) {
  return {
    account_sid: account.sid,
    api_version: API_VERSION,
    date_created: rfc2822(code.dateCreated),
    date_updated: rfc2822(code.dateUpdated),
    friendly_name: code.friendlyName,
    short_code: code.phoneNumber,
    sid: code.sid,
    sms_fallback_method: "POST",
    sms_fallback_url: null,
    sms_method: code.smsMethod,
    sms_url: code.smsUrl,
    uri: `${accountPath(account.sid)}/SMS/ShortCodes/${code.sid}.json`,
  };
}

/** The account itself. */
export function accountResource({ account }: TwilioState) {
  const uri = accountPath(account.sid);
  return {
    auth_token: account.authToken,
    date_created: rfc2822(account.dateCreated),
    date_updated: rfc2822(account.dateCreated),
    friendly_name: account.friendlyName,
    owner_account_sid: account.sid,
    sid: account.sid,
    status: "active",
    subresource_uris: {
      incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json`,
      messages: `${uri}/Messages.json`,
    },
    type: "Full",
    uri: `${uri}.json`,
  };
}
