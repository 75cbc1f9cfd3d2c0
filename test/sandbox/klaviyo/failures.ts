import { canBeTexted, whatsappWindowEnd } from "./consents.ts";
import type { Message, Profile, State } from "./state.ts";

/** Why a text did not arrive, as its event says. Of WhatsApp's own reason no name is documented: the last is our guess. */
export const failureTypes = [
  "Device disconnected",
  "Device unreachable",
  "Device incapable",
  "Carrier violation",
  "Message blocked",
  "Invalid mobile number",
  "Unknown",
  "Conversation window expired",
] as const;

export type FailureType = (typeof failureTypes)[number];

/** Why a message to a profile fails; null when it arrives. Consent is looked at only now: the API takes everything. */
export function failureOf(state: State, { consents }: Profile, message: Message): FailureType | null {
  const chosen = state.failures.get(message.to);
  if (chosen) return chosen;
  if (message.kind === "automatic") return null;
  const marketing = message.kind === "campaign" || message.kind === "flow";
  if (message.channel === "sms") return canBeTexted(consents) ? null : "Message blocked";
  if (marketing) return consents["whatsapp.marketing"].state === "SUBSCRIBED" ? null : "Message blocked";
  if (consents["whatsapp.conversational"].state === "UNSUBSCRIBED") return "Message blocked";
  const end = whatsappWindowEnd(consents, state.settings.whatsappWindowMs);
  return end && state.now() < end ? null : "Conversation window expired";
}

/** What is sent to this phone fails from now on; with null, it arrives again. */
export function setFailure({ failures }: State, phone: string, type: FailureType | null): void {
  if (type === null) failures.delete(phone);
  else failures.set(phone, type);
}
