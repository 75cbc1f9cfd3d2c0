/** How texts come to us: told by Twilio, told by Klaviyo, or read from Klaviyo where it may not tell. */
export const ways = ["twilio", "klaviyo by webhook", "klaviyo by polling"] as const;
export type Way = (typeof ways)[number];

/** A signed webhook, ready to be sent. */
export interface SignedWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The carrier of a run, as its customers, their phones and the count see it. */
export interface FaultyCarrier {
  /** Makes go wrong what is worse here than elsewhere. */
  beginFaults(): void;
  /** A customer texts us. Gives the id that the delivery of the text has. */
  text(from: string, body: string): string;
  /** Resolves with whether a server has a text by now; with false once the carrier has given up telling of it. */
  wasTaken(id: string): Promise<boolean>;
  /** Whether a text has to be on a ticket in the end. */
  isOwed(id: string): boolean;
  /** Whether the servers have all that is still to be told. */
  isAllTold(): boolean;
  /** Whether of two texts one has to come before the other: it was with us before the other was written. */
  precedes(one: string, other: string): boolean;
  /** A colleague answers in the carrier's own inbox; null where the carrier has none. */
  answerInInbox: ((to: string, body: string) => void) | null;
  /** The replies that reached a phone, oldest first. */
  repliesTo(phone: string): string[];
  /** A webhook of which nothing follows; null where the carrier sends none. */
  smallDelivery: (() => SignedWebhook) | null;
  stop(): void;
}
