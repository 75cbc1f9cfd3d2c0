export type Channel = "sms" | "whatsapp";

const WHATSAPP = "whatsapp:";
const E164 = /^\+[1-9]\d{6,14}$/;
const SHORT_CODE = /^\d{3,8}$/;
/** A name in the place of a number: 11 characters at the most, one of them a letter. */
const NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;

const COUNTRIES: Record<string, string> = {
  "+1": "US",
  "+33": "FR",
  "+34": "ES",
  "+44": "GB",
  "+49": "DE",
  "+82": "KR",
};

/** Twilio marks WhatsApp in the address itself. */
export const channelOf = (address: string): Channel => (address.startsWith(WHATSAPP) ? "whatsapp" : "sms");

/** An address without its channel: a phone number, a short code or a name. */
export const bare = (address: string) =>
  address.startsWith(WHATSAPP) ? address.slice(WHATSAPP.length) : address;

/** A phone number as an address of a channel. */
export const addressOn = (channel: Channel, phone: string) =>
  channel === "whatsapp" ? WHATSAPP + phone : phone;

export const isPhone = (text: string) => E164.test(text);

export const isShortCode = (text: string) => SHORT_CODE.test(text);

export const isName = (text: string) => NAME.test(text);

/** The country that a phone number is from, of those that the make-believe customers live in; else empty. */
export const countryOf = (phone: string) =>
  COUNTRIES[Object.keys(COUNTRIES).find((code) => phone.startsWith(code)) ?? ""] ?? "";
