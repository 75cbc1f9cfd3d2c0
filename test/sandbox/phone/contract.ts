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
  sms: Subscription;
  /** Texted STOP, and not START since: the carrier blocks what the shop sends. */
  optedOut: boolean;
  /** Aeroplane mode: texts do not reach this phone. */
  offline: boolean;
  unread: number;
  last: { text: string; at: string } | null;
}

/** One bubble. */
export interface PhoneText {
  id: string;
  mine: boolean;
  from: string;
  body: string;
  attachments: { url: string; contentType: string }[];
  at: string;
  /** What the person's own text became: taken by the carrier, taken by the shop's server, or refused by it. */
  state: "sent" | "delivered" | "unheard" | "failed" | null;
  /** `carrier`: the network's automatic answer to STOP, START or HELP. */
  kind: "text" | "carrier" | "campaign";
}
