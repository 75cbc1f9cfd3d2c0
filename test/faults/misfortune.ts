import { setTimeout as wait } from "node:timers/promises";
import { type Faults, noFaults } from "../sandbox/kit/faults.ts";
import type { Place } from "./place.ts";

/** Every switch but `down`, which comes for a moment now and then. */
const FAULTS: Partial<Faults> = {
  latencyMs: 3,
  tooManyRequests: 0.015,
  retryAfterSeconds: 1,
  serverError: 0.015,
  dropAfterWork: 0.015,
  webhookTwice: 0.05,
  webhookLateMs: 5,
  webhookOutOfOrder: 0.1,
};
/** Of Klaviyo's webhooks: what they tell of can be read too. */
const LOST = 0.04;
const OUTAGE_MS = 1500;

const vendorsOf = ({ sandbox: { zendesk, klaviyo, twilio, shopify } }: Place) => [
  zendesk,
  klaviyo,
  twilio,
  shopify,
];

export const beginFaults = (place: Place): void => {
  for (const vendor of vendorsOf(place)) vendor.setFaults(FAULTS);
  place.carrier.beginFaults();
};

export const endFaults = (place: Place): void => {
  for (const vendor of vendorsOf(place)) vendor.setFaults(noFaults());
};

/**
 * Kills servers at random moments and starts them again, now and then both at once; between, a vendor is out of reach
 * for a moment. Resolves after so many kills.
 */
export async function killServers(
  place: Place,
  { kills, everyMs, killed }: { kills: number; everyMs: number; killed: () => void },
): Promise<void> {
  const { random, servers } = place;
  const { klaviyo } = place.sandbox;
  if (kills > 0) klaviyo.setFaults({ webhookLost: LOST });
  for (let count = 0; count < kills; ) {
    await wait(everyMs * (0.2 + 1.6 * random()));
    const both = random() < 0.2 && count + 2 <= kills;
    const victims = both ? servers : [servers[Math.floor(random() * servers.length)]!];
    // Servers read what got lost when they start, so that the last one finds all of it.
    if (count + victims.length >= kills) klaviyo.setFaults({ webhookLost: 0 });
    await place.exclusively(async () => {
      await Promise.all(victims.map((server) => server.kill()));
      for (const _ of victims) killed();
      await Promise.all(victims.map((server) => server.start()));
    });
    count += victims.length;
    if (random() < 0.3) await outage(place);
  }
}

async function outage(place: Place): Promise<void> {
  const vendors = vendorsOf(place);
  const vendor = vendors[Math.floor(place.random() * vendors.length)];
  vendor?.setFaults({ down: true });
  await wait(OUTAGE_MS);
  vendor?.setFaults({ down: false });
}
