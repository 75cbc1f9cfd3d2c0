import { createLog } from "@sidethread/server/log";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** A server's log of everything, printed nowhere: at the end it is read for what it must not hold. */
export function createWatchedLog() {
  const lines: string[] = [];
  return {
    log: createLog("debug", { write: (line) => void lines.push(line) }),

    /** Throws where one of these words was printed. */
    mustHide(words: string[]): void {
      for (const word of words) {
        const line = lines.find((one) => one.includes(word));
        if (line) throw new Error(`The server printed what it must not: ${line.replaceAll(word, "[HERE]")}`);
      }
    },
  };
}

/** What a server on this sandbox must never print: its vendors' secrets, tokens, and whose texts they are. */
export function secretsOf({ zendesk, klaviyo, shopify, twilio, world }: Sandbox): string[] {
  const granted = [zendesk, klaviyo, shopify]
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ path }) => /oauth.*token/.test(path))
    .flatMap(({ responseBody }) => responseBody.match(/(?<="(?:access|refresh)_token":")[^"]+/g) ?? []);
  return [
    "sandbox-zendesk-token",
    ...[...zendesk.state.webhooks.values()].map(({ signing_secret }) => signing_secret),
    klaviyo.privateKey,
    shopify.accessToken,
    shopify.clientSecret,
    twilio.credentials.authToken,
    ...granted,
    ...world.customers.flatMap(({ phone, email }) => (email ? [phone, email] : [phone])),
  ];
}
