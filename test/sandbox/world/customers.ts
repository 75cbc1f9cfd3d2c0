import { conversations } from "./conversations/all.ts";
import { type Draws, daysBefore } from "./draws.ts";
import { type Person, people } from "./people.ts";
import { atWakingHour } from "./purchases.ts";
import { type Story, stories } from "./stories.ts";
import type { Customer, Order, Subscription } from "./world.ts";

const HISTORY_DAYS = 730;
const MAIL_DOMAINS = ["example.com", "example.org", "example.net"];

/** The customers as they joined; segments and properties come with their orders. */
export function drawCustomers(drawsFor: (key: string) => Draws, now: Date): Customer[] {
  return people.map((person, index) => {
    const key = person.mailbox.replaceAll(".", "-");
    return drawCustomer(drawsFor(key), person, key, index, now);
  });
}

function drawCustomer(draws: Draws, person: Person, key: string, index: number, now: Date): Customer {
  const { firstName, lastName, phone, street, zip, city, region, place } = person;
  const story: Story = stories[key] ?? {};
  const wrote = conversations.filter(({ requester }) => requester === key).map(({ daysAgo }) => daysAgo);
  const firstSeen = Math.max(15, ...wrote, story.orders?.[0]?.daysAgo ?? 0) + 0.02;
  const createdAt = story.onlyThese
    ? daysBefore(now, firstSeen)
    : atWakingHour(draws, daysBefore(now, draws.between(firstSeen + 1, HISTORY_DAYS)), now);
  const customerFor = now.getTime() - createdAt.getTime();
  return {
    key,
    firstName,
    lastName,
    email: `${person.mailbox}@${MAIL_DOMAINS[index % MAIL_DOMAINS.length]}`,
    phone,
    street,
    zip,
    city,
    region,
    ...place,
    consent: {
      email: story.email ?? drawSubscription(draws, 0.7),
      sms: story.sms ?? drawSubscription(draws, 0.65),
      whatsapp: story.whatsapp ?? drawSubscription(draws, 0.2),
      since: new Date(createdAt.getTime() + draws.between(0.05, 0.9) * customerFor),
    },
    segments: [],
    properties: {
      favourite_activity: draws.pick(["Hiking", "Bikepacking", "Trail running", "Camping", "Paddling"]),
      shoe_size: draws.integer(36, 46),
      accepts_repairs: draws.pick(["yes", "no"]),
    },
    createdAt,
    zendeskUser: story.zendeskUser ?? drawZendeskUser(draws, key),
  };
}

function drawZendeskUser(draws: Draws, key: string): Customer["zendeskUser"] {
  const hasWritten = conversations.some(({ requester }) => requester === key);
  if (!hasWritten && draws.chance(0.35)) return "none";
  return draws.chance(0.35) ? "email_and_phone" : "email";
}

function drawSubscription(draws: Draws, subscribed: number): Subscription {
  if (draws.chance(subscribed)) return "SUBSCRIBED";
  return draws.chance(0.25) ? "UNSUBSCRIBED" : "NEVER_SUBSCRIBED";
}

/** The segments a customer is in, by what they bought. */
export function segmentsOf({ consent }: Customer, orders: Order[], now: Date): string[] {
  const kept = orders.filter(({ state }) => state !== "cancelled" && state !== "refunded");
  const latest = kept.at(-1)?.placedAt;
  const returned = (order: Order) => order.state === "refunded" || order.state === "partially_refunded";
  const rules: [string, boolean][] = [
    ["VIP", kept.length >= 10],
    ["Open returns", orders.some((order) => returned(order) && order.placedAt > daysBefore(now, 60))],
    ["Repeat buyers", kept.length >= 2 && kept.length < 10],
    ["Win-back", latest !== undefined && latest < daysBefore(now, 180)],
    ["Text club", consent.sms === "SUBSCRIBED"],
  ];
  return rules.filter(([, member]) => member).map(([segment]) => segment);
}
