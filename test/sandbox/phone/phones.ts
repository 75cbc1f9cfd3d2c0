import { pairOf } from "../twilio/state.ts";
import type { Twilio } from "../twilio/twilio.ts";
import type { Customer, World } from "../world/world.ts";
import type { Person, Phones, PhoneText } from "./contract.ts";
import { conversationOf } from "./conversation.ts";

/** "Unreachable destination handset": how messages to a phone in aeroplane mode end. */
const OUT_OF_REACH = 30003;

/** All customers' phones: what is on them, what of it they have read, whether they are in reach. */
export function createPhones({ state, setFailure }: Twilio, world: World) {
  const readUntil = new Map<string, string>();
  const switchedOn = new Date().toISOString();

  const textsOf = (customer: Customer): PhoneText[] => conversationOf(state, world, customer);
  const isOffline = ({ phone }: Customer) => state.failures.get(phone) === OUT_OF_REACH;

  function personOf(customer: Customer): Person {
    const texts = textsOf(customer);
    const last = texts.at(-1);
    const read = readUntil.get(customer.key) ?? switchedOn;
    return {
      key: customer.key,
      name: `${customer.firstName} ${customer.lastName}`,
      initials: `${customer.firstName.at(0) ?? ""}${customer.lastName.at(0) ?? ""}`,
      phone: customer.phone,
      city: customer.city,
      country: customer.country,
      locale: customer.locale,
      timeZone: customer.timeZone,
      sms: customer.consent.sms,
      optedOut: state.optOuts.has(pairOf(world.smsNumber, customer.phone)),
      offline: isOffline(customer),
      unread: texts.filter(({ mine, at }) => !mine && at > read).length,
      last: last ? { text: last.body || "Picture", at: last.at } : null,
    };
  }

  return {
    find: (key: string) => world.customers.find((customer) => customer.key === key),
    all: (): Phones => ({
      shop: { name: world.account.name, number: world.smsNumber },
      people: world.customers.map(personOf),
    }),
    textsOf,
    isOffline,
    markRead: ({ key }: Customer) => readUntil.set(key, new Date().toISOString()),
    setOffline: ({ phone }: Customer, offline: boolean) => setFailure(phone, offline ? OUT_OF_REACH : null),
  };
}
