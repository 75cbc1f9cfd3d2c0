import type { WordId } from "../../i18n/messages.ts";

const CODES = [
  "opted_out",
  "no_consent",
  "agent_is_customer",
  "customer_never_wrote",
  "window_closed",
  "not_answerable",
  "not_connected",
  "not_enabled",
  "empty",
  "too_long",
  "picture_type",
  "picture_too_large",
  "too_many_pictures",
  "unreachable",
  "unknown_number",
  "landline",
  "blocked",
  "carrier_error",
  "unknown_outcome",
] as const;

/** The words for a message's reason; a code that we don't know gets a neutral sentence. */
export function reasonId(code: string | null): WordId {
  const known = CODES.find((candidate) => candidate === code);
  return `reason.${known ?? "other"}`;
}
