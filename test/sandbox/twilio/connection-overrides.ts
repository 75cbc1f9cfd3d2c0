/** Why an attempt was not good: connection (`ct`), no answer in time (`rt`), its status; or it was good. */
export type RetryReason = "ct" | "rt" | "4xx" | "5xx" | "none";

export interface ConnectionOverrides {
  retries: number;
  retriesOn(reason: RetryReason): boolean;
}

const MOST_RETRIES = 5;

/** Reads a webhook URL's fragment, `#rc=3&rp=5xx,rt`. Twilio's default is one retry, and only when it cannot connect. */
export function overridesOf(url: string): ConnectionOverrides {
  const overrides = new URLSearchParams(new URL(url).hash.slice(1));
  const asked = Number(overrides.get("rc") ?? 1);
  const retries = Number.isInteger(asked) && asked >= 0 ? Math.min(asked, MOST_RETRIES) : 1;
  const policy = (overrides.get("rp") ?? "ct").split(",");
  return {
    retries,
    retriesOn: (reason) => reason !== "none" && (policy.includes("all") || policy.includes(reason)),
  };
}
