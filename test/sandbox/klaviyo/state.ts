import type { Consents } from "./consents.ts";
import type { FailureType } from "./failures.ts";
import type { Ids } from "./ids.ts";
import type { Integration } from "./integrations.ts";
import type { PredictiveAnalytics } from "./predictions.ts";
import type { ProfileAttributes } from "./profile-schema.ts";
import type { Settings } from "./settings.ts";

/** All that one Klaviyo account of the sandbox holds. */
export interface State {
  ids: Ids;
  now: () => Date;
  /** Where this Klaviyo is reached; learnt from requests. */
  origin: string;
  settings: Settings;
  account: Account;
  profiles: Map<string, Profile>;
  segments: Map<string, Group>;
  lists: Map<string, Group>;
  metrics: Map<string, Metric>;
  /** In the order in which they were received. */
  events: KlaviyoEvent[];
  conversations: Map<string, Conversation>;
  /** Oldest first. */
  messages: Message[];
  /** Pictures that customers sent, by id. */
  pictures: Map<string, Picture>;
  /** What messages to a phone fail with, by phone. */
  failures: Map<string, FailureType>;
  /** By the short URL. */
  shortLinks: Map<string, ShortLink>;
  campaigns: Map<string, Campaign>;
  flows: Map<string, Flow>;
  images: Map<string, Image>;
  webhooks: Map<string, Webhook>;
}

export interface Account {
  id: string;
  name: string;
  timeZone: string;
  currency: string;
  /** The numbers that customers can text, E.164. */
  smsNumbers: string[];
}

export interface Profile {
  id: string;
  attributes: ProfileAttributes;
  anonymousId: string | null;
  created: Date;
  updated: Date;
  lastEvent: Date | null;
  consents: Consents;
  predictions: PredictiveAnalytics | null;
  /** Ids of segments and lists. */
  segments: Set<string>;
  lists: Set<string>;
}

/** A segment or a list. */
export interface Group {
  id: string;
  name: string;
  created: Date;
}

export interface Metric {
  id: string;
  name: string;
  integration: Integration;
  created: Date;
}

export interface KlaviyoEvent {
  id: string;
  uuid: string;
  metric: Metric;
  profile: Profile;
  at: Date;
  /** When it can be listed: events take a while to be processed. */
  visibleAt: Date;
  properties: Record<string, unknown>;
  uniqueId: string | null;
  value: number | null;
  currency: string | null;
  /** Recorded without starting flows. */
  backfill: boolean;
}

export type Channel = "sms" | "whatsapp";

export interface Conversation {
  id: string;
  channel: Channel;
  profile: string;
  /** The account's number that the customer texted last. */
  number: string;
}

/** Who wrote a message: the customer, an agent by the API or in Klaviyo's inbox, Klaviyo itself, a marketer. */
export type MessageKind = "inbound" | "reply" | "inbox" | "automatic" | "campaign" | "flow";

export interface Message {
  id: string;
  kind: MessageKind;
  channel: Channel;
  conversation: string | null;
  from: string;
  to: string;
  /** As it is on the phone. */
  body: string;
  /** URLs of its pictures. */
  pictures: string[];
  /** What its events say of the campaign or flow that it belongs to. */
  labels: Record<string, string>;
  at: Date;
  status: "received" | "relayed" | "delivered" | "failed";
}

export interface Picture {
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ShortLink {
  url: string;
  message: Message;
}

export interface Campaign {
  id: string;
  messageId: string;
  name: string;
  text: string;
  sentAt: Date;
}

export interface Flow {
  id: string;
  name: string;
  created: Date;
}

export interface Image {
  id: string;
  name: string;
  url: string;
  format: string;
  content: Blob;
  hidden: boolean;
  updated: Date;
}

export interface Webhook {
  id: string;
  /** What deliveries call it, in header and body; not its id. */
  deliveryId: string;
  name: string;
  description: string | null;
  endpointUrl: string;
  secret: string;
  topics: string[];
  enabled: boolean;
  failingSince: Date | null;
  created: Date;
  updated: Date;
}

export function createState(ids: Ids, now: () => Date, settings: Settings, account = "main"): State {
  return {
    ids,
    now,
    origin: "https://a.klaviyo.com",
    settings,
    account: {
      id: ids.short("account", account),
      name: "Sandbox",
      timeZone: "UTC",
      currency: "EUR",
      smsNumbers: [],
    },
    profiles: new Map(),
    segments: new Map(),
    lists: new Map(),
    metrics: new Map(),
    events: [],
    conversations: new Map(),
    messages: [],
    pictures: new Map(),
    failures: new Map(),
    shortLinks: new Map(),
    campaigns: new Map(),
    flows: new Map(),
    images: new Map(),
    webhooks: new Map(),
  };
}

/** The events that can be listed by now. */
export const visibleEvents = ({ events, now }: State): KlaviyoEvent[] =>
  events.filter(({ visibleAt }) => visibleAt <= now());

/** What has reached a phone, oldest first. */
export const textsTo = ({ messages }: State, phone: string): Message[] =>
  messages.filter(({ to, status }) => to === phone && status === "delivered");
