import type { MessageState } from "@sidethread/shared/sidebar";
import type { Conversation } from "../conversation-store.ts";
import type { Message } from "../message-store.ts";

/** An agent's reply on its way to the customer. */
export interface OutgoingText {
  conversation: Conversation;
  message: Message;
  /** What goes out: the message's words, its links shortened. */
  body: string;
  /** Where the carrier may fetch the reply's pictures. */
  pictures: string[];
}

/** What a carrier made of a text. */
export interface Handed {
  /** The carrier's own id of it; null where it gives none. */
  carrierId: string | null;
  state: MessageState;
}

/** Whoever brings texts to phones. */
export interface Carrier {
  /** Hands a text over. Throws `NotSent` when the carrier refuses it for good. */
  send(text: OutgoingText): Promise<Handed>;
  /** The carrier's record of a text that we may have handed over since a moment; null when it has none. */
  lookUp(text: OutgoingText, since: Date): Promise<Handed | null>;
  /** Fetches a picture that a customer sent. */
  fetchPicture(url: string): Promise<Uint8Array<ArrayBuffer>>;
}
