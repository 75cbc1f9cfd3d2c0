import type { WordId } from "../../i18n/messages.ts";

const CODES = [
  "opted_out",
  "no_consent",
  "agent_is_customer",
  "not_answerable",
  "not_connected",
  "empty",
  "too_long",
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
