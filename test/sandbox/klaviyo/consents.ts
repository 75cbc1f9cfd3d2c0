/** Each thing that a profile can agree to be sent. */
export const consentChannels = [
  "email.marketing",
  "sms.marketing",
  "sms.transactional",
  "whatsapp.marketing",
  "whatsapp.transactional",
  "whatsapp.conversational",
] as const;

export type ConsentChannel = (typeof consentChannels)[number];

export type ConsentState = "SUBSCRIBED" | "UNSUBSCRIBED" | "NEVER_SUBSCRIBED";

export interface Consent {
  state: ConsentState;
  /** When it was given or withdrawn; null for never. */
  at: Date | null;
  method: string | null;
  methodDetail: string | null;
}

export type Consents = Record<ConsentChannel, Consent>;

export const noConsents = (): Consents =>
  Object.fromEntries(
    consentChannels.map((channel) => [
      channel,
      { state: "NEVER_SUBSCRIBED", at: null, method: null, methodDetail: null },
    ]),
  ) as Consents;

/** Whether the customer may be texted in a conversation. */
export const canBeTexted = (consents: Consents) =>
  consents["sms.marketing"].state === "SUBSCRIBED" || consents["sms.transactional"].state === "SUBSCRIBED";

/** Until when the customer may be answered on WhatsApp; null without a message of theirs. */
export function whatsappWindowEnd(consents: Consents, windowMs: number): Date | null {
  const { state, at } = consents["whatsapp.conversational"];
  return state === "SUBSCRIBED" && at ? new Date(at.getTime() + windowMs) : null;
}
