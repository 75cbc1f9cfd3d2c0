import type { Sandbox } from "../sandbox/sandbox.ts";

/** What some of the seed's customers text while a newcomer looks on. */
const TEXTS: [customer: string, text: string][] = [
  ["aylin-demir", "Hallo, kann ich meine Bestellung noch in Größe M ändern?"],
  ["amelie-roussel", "Bonjour, ma commande est-elle déjà partie ?"],
  ["hannah-brooks", "Hi! Is it too late to cancel one of the two hats?"],
  ["maren-voss", "Does the coat come in blue?"],
];

/** Lets customers text, so that there are conversations to look at. */
export function playTexts({ twilio, world }: Sandbox): void {
  for (const [key, body] of TEXTS) {
    const customer = world.customers.find((one) => one.key === key);
    if (!customer) throw new Error(`The seed has no ${key}.`);
    twilio.text({ from: customer.phone, to: world.smsNumber, body });
  }
}
