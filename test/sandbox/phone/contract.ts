import type { Channel } from "../twilio/address.ts";
import type { Subscription } from "../world/world.ts";

/** What the page shows of all phones: whose they are, and what is new on them. */
export interface Phones {
  shop: { name: string; number: string };
  people: Person[];
}

export interface Person {
  key: string;
  name: string;
  initials: string;
  phone: string;
  city: string;
  country: string;
  locale: string;
  timeZone: string;
  consent: Record<Channel, Subscription>;
  /** Texted STOP, and not START since: the carrier blocks the shop's SMS. */
  optedOut: boolean;
  /** Aeroplane mode: texts do not reach this phone. */
  offline: boolean;
  unread: Record<Channel, number>;
  /** Until when the shop may answer on WhatsApp; null when they never wrote there. */
  answerableUntil: string | null;
  last: { text: string; at: string } | null;
}

export type { Channel };

/** One bubble. */
export interface PhoneText {
  id: string;
  mine: boolean;
  from: string;
  body: string;
  attachments: { url: string; contentType: string }[];
  at: string;
  /**
   * What the person's own text became: taken by the carrier, taken by the shop's server, or refused by it. On
   * WhatsApp also what the shop is told of its own: `delivered`, then `read`.
   */
  state: "sent" | "delivered" | "read" | "unheard" | "failed" | null;
  /** `carrier`: the network's automatic answer to STOP, START or HELP. */
  kind: "text" | "carrier" | "campaign";
}
