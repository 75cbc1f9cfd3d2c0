import { addressOn, type Channel } from "../twilio/address.ts";
import { windowEnd } from "../twilio/session-window.ts";
import { now, pairOf } from "../twilio/state.ts";
import type { Twilio } from "../twilio/twilio.ts";
import type { Customer, World } from "../world/world.ts";
import type { Person, Phones, PhoneText } from "./contract.ts";
import { conversationOf } from "./conversation.ts";

/** "Unreachable destination handset": how messages to a phone in aeroplane mode end. */
const OUT_OF_REACH = 30003;

/** All customers' phones: what is on them, what of it they have read, whether they are in reach. */
export function createPhones({ state, setFailure, read }: Twilio, world: World) {
  const readUntil = new Map<string, string>();
  const switchedOn = now(state).toISOString();

  const textsOf = (customer: Customer, channel: Channel): PhoneText[] =>
    conversationOf(state, world, customer, channel);
  const conversationKey = ({ key }: Customer, channel: Channel) => `${key} ${channel}`;
  const isOffline = ({ phone }: Customer) => state.failures.get(phone) === OUT_OF_REACH;

  function unreadOf(customer: Customer, channel: Channel, texts: PhoneText[]): number {
    const until = readUntil.get(conversationKey(customer, channel)) ?? switchedOn;
    return texts.filter(({ mine, at }) => !mine && at > until).length;
  }

  function personOf(customer: Customer): Person {
    const [sms, whatsapp] = [textsOf(customer, "sms"), textsOf(customer, "whatsapp")];
    const [last] = [sms, whatsapp]
      .flatMap((texts) => texts.at(-1) ?? [])
      .sort((a, b) => b.at.localeCompare(a.at));
    const end = windowEnd(
      state,
      addressOn("whatsapp", world.smsNumber),
      addressOn("whatsapp", customer.phone),
    );
    return {
      key: customer.key,
      name: `${customer.firstName} ${customer.lastName}`,
      initials: `${customer.firstName.at(0) ?? ""}${customer.lastName.at(0) ?? ""}`,
      phone: customer.phone,
      city: customer.city,
      country: customer.country,
      locale: customer.locale,
      timeZone: customer.timeZone,
      consent: { sms: customer.consent.sms, whatsapp: customer.consent.whatsapp },
      optedOut: state.optOuts.has(pairOf(world.smsNumber, customer.phone)),
      offline: isOffline(customer),
      unread: {
        sms: unreadOf(customer, "sms", sms),
        whatsapp: unreadOf(customer, "whatsapp", whatsapp),
      },
      answerableUntil: end?.toISOString() ?? null,
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
    markRead(customer: Customer, channel: Channel) {
      readUntil.set(conversationKey(customer, channel), now(state).toISOString());
      if (channel === "whatsapp") read(customer.phone);
    },
    setOffline: ({ phone }: Customer, offline: boolean) => setFailure(phone, offline ? OUT_OF_REACH : null),
  };
}
