import type { EventEmitter } from "node:events";
import type { NewSid } from "./sids.ts";
import type { TwilioWebhooks } from "./webhooks.ts";

export type MessageStatus =
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "read"
  | "undelivered"
  | "failed"
  | "canceled"
  | "receiving"
  | "received";

export interface Message {
  sid: string;
  direction: "inbound" | "outbound-api" | "outbound-reply";
  /** As the API writes it: `whatsapp:` before the number where it is no SMS. */
  from: string;
  to: string;
  body: string;
  numMedia: number;
  status: MessageStatus;
  errorCode: number | null;
  statusCallback: string | null;
  dateCreated: Date;
  dateUpdated: Date;
  dateSent: Date | null;
  /** Inbound only: what became of the webhook to the number's `SmsUrl`. */
  webhook: "none" | "pending" | "accepted" | "refused";
}

export interface Media {
  sid: string;
  messageSid: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
  dateCreated: Date;
}

export interface IncomingNumber {
  sid: string;
  kind: "long_code" | "toll_free" | "short_code";
  /** Whether it is a WhatsApp sender too. */
  whatsapp: boolean;
  phoneNumber: string;
  friendlyName: string;
  smsUrl: string;
  smsMethod: "GET" | "POST";
  statusCallback: string;
  dateCreated: Date;
  dateUpdated: Date;
}

/** An automatic answer to STOP, START or HELP: sent and billed by nobody, so the API does not list it. */
export interface CarrierText {
  from: string;
  to: string;
  body: string;
  at: Date;
}

export interface Place {
  city: string;
  region: string;
  zip: string;
  country: string;
}

export interface TwilioState {
  account: { sid: string; authToken: string; friendlyName: string; dateCreated: Date };
  /** By sid. */
  numbers: Map<string, IncomingNumber>;
  /** What the account may call itself in the place of a number. */
  names: Set<string>;
  /** By sid, oldest first. */
  messages: Map<string, Message>;
  media: Map<string, Media>;
  carrierTexts: CarrierText[];
  /** Blocked pairs, as `pairOf` writes them. */
  optOuts: Set<string>;
  /** Error code with which messages to a phone fail, by phone. */
  failures: Map<string, number>;
  /** Where a caller is, by phone. */
  places: Map<string, Place>;
  /** What people call themselves on WhatsApp, by phone. */
  profileNames: Map<string, string>;
  /** How long a message takes, in milliseconds. */
  pace: { sentMs: number; deliveredMs: number };
  /** How far Twilio's clock is ahead of ours. */
  clockAheadMs: number;
}

export type TwilioEvents = EventEmitter<{
  message: [Message];
  carrierText: [CarrierText];
  /** A phone went out of reach, or came back. */
  reach: [phone: string];
}>;

/** What the vendor's parts share. */
export interface TwilioContext {
  state: TwilioState;
  events: TwilioEvents;
  webhooks: TwilioWebhooks;
  newSid: NewSid;
  /** The vendor's own public origin. */
  origin(): string;
  /** Runs work in the background, for which `idle` of the vendor waits; the signal ends it. */
  background(work: (stopped: AbortSignal) => Promise<void>): void;
}

/** An empty account. */
export function emptyState(sid: string, authToken: string, now: Date): TwilioState {
  return {
    account: { sid, authToken, friendlyName: "Sandbox", dateCreated: now },
    numbers: new Map(),
    names: new Set(),
    messages: new Map(),
    media: new Map(),
    carrierTexts: [],
    optOuts: new Set(),
    failures: new Map(),
    places: new Map(),
    profileNames: new Map(),
    pace: { sentMs: 40, deliveredMs: 60 },
    clockAheadMs: 0,
  };
}

/** What time it is for Twilio. */
export const now = ({ clockAheadMs }: Pick<TwilioState, "clockAheadMs">) =>
  new Date(Date.now() + clockAheadMs);

/** The key of a pair in `optOuts`: a sender of ours and the person who opted out of it. */
export const pairOf = (sender: string, person: string) => `${sender} ${person}`;

export const numberByPhone = (state: TwilioState, phone: string) =>
  [...state.numbers.values()].find(({ phoneNumber }) => phoneNumber === phone);

export const mediaOf = (state: TwilioState, messageSid: string) =>
  [...state.media.values()].filter((media) => media.messageSid === messageSid);

/** Changes a message, and tells whoever listens. */
export function update({ state, events }: TwilioContext, message: Message, change: Partial<Message>): void {
  Object.assign(message, change, { dateUpdated: now(state) });
  if (state.messages.has(message.sid)) events.emit("message", message);
}
