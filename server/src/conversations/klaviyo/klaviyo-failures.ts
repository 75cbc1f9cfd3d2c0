/** Klaviyo's failure types as reasons that the sidebar has words for; it publishes no complete list of them. */
const REASONS: [RegExp, string][] = [
  [/window|expired|session/, "window_closed"],
  [/invalid|disconnected/, "unknown_number"],
  [/incapable|landline/, "landline"],
  [/unreachable/, "unreachable"],
  [/unsubscribed|opted?[ -]?out|consent/, "opted_out"],
  [/violation|blocked|spam/, "blocked"],
];

export function reasonFromKlaviyo(failureType: string | null): string {
  const told = failureType?.toLowerCase() ?? "";
  return REASONS.find(([pattern]) => pattern.test(told))?.[1] ?? "carrier_error";
}
