import { MAX_SMS_LENGTH } from "@sidethread/shared/sms-segments";
import type { ConsentState } from "../profiles/consent.ts";

export interface OutboundSituation {
  text: string;
  consent: ConsentState | "unknown";
  /** Whether the agent who wrote it is the customer, as Zendesk knows them. */
  agentIsCustomer: boolean;
  /** Whether the customer's address can be answered: a phone number, no short code or name. */
  answerable: boolean;
}

export type NotSentReason =
  | "opted_out"
  | "no_consent"
  | "agent_is_customer"
  | "not_answerable"
  | "empty"
  | "too_long"
  | "not_connected";

/** Why an agent's public reply must not go out as a text; null when it may (product.md §2.2). */
export function whyNotSent(situation: OutboundSituation): NotSentReason | null {
  if (situation.consent === "unsubscribed") return "opted_out";
  if (situation.consent !== "subscribed") return "no_consent";
  if (situation.agentIsCustomer) return "agent_is_customer";
  if (!situation.answerable) return "not_answerable";
  if (situation.text.trim() === "") return "empty";
  if (situation.text.length > MAX_SMS_LENGTH) return "too_long";
  return null;
}
