import type { Customer, Order, World } from "../world/world.ts";
import { type ConsentChannel, consentChannels } from "./consents.ts";
import { klaviyo, shopify } from "./integrations.ts";
import { campaignLabels } from "./marketing.ts";
import { messageProperties } from "./message-log.ts";
import { klaviyoMetrics } from "./metrics.ts";
import { type OrderValue, orderValues } from "./order-values.ts";
import { populationOf, predict } from "./predictions.ts";
import { createProfile } from "./profiles.ts";
import type { Occurrence, Recorder } from "./recorder.ts";
import type { Campaign, Message, Profile, State } from "./state.ts";

/** Fills the account with the make-believe shop's customers and history; webhooks are told nothing of it. */
export function loadWorld(state: State, { record }: Recorder, world: World): void {
  const { name, timeZone, currency } = world.account;
  Object.assign(state.account, { name, timeZone, currency, smsNumbers: [world.smsNumber] });
  const segments = groupsFor(
    state,
    "segments",
    world.customers.flatMap((customer) => customer.segments),
    world.now,
  );
  const lists = groupsFor(state, "lists", ["Newsletter", "Text club"], world.now);
  const values = orderValues(world);
  const campaign = addCampaign(state, world);
  addFlow(state, world);

  const byCustomer = new Map(
    world.customers.map(({ key }) => [key, values.filter((one) => one.order.customer === key)]),
  );
  const usual = populationOf([...byCustomer.values()].map((all) => all.filter(counts)));
  for (const customer of world.customers) {
    const profile = addProfile(state, customer);
    const orders = byCustomer.get(customer.key) ?? [];
    profile.predictions = predict(orders.filter(counts), usual, world.now);
    for (const segment of customer.segments) profile.segments.add(segments.get(segment)!);
    if (customer.consent.email === "SUBSCRIBED") profile.lists.add(lists.get("Newsletter")!);
    if (customer.consent.sms === "SUBSCRIBED") profile.lists.add(lists.get("Text club")!);
    const happened = [
      ...consentEvents(customer, profile),
      ...orders.map((value) => placedOrder(value, profile, currency)),
      ...(world.campaign.recipients.includes(customer.key)
        ? [campaignText(state, campaign, profile, world.smsNumber)]
        : []),
    ];
    record(happened.map((occurrence) => ({ ...occurrence, backfill: true })));
  }
}

const counts = ({ netCents }: OrderValue) => netCents > 0;

function groupsFor(
  state: State,
  kind: "segments" | "lists",
  names: string[],
  now: Date,
): Map<string, string> {
  const ids = new Map(names.map((name) => [name, state.ids.short(kind, name)]));
  for (const [name, id] of ids) state[kind].set(id, { id, name, created: now });
  return ids;
}

function addProfile(state: State, customer: Customer): Profile {
  const profile = createProfile(
    state,
    {
      email: customer.email,
      phone_number: customer.phone,
      first_name: customer.firstName,
      last_name: customer.lastName,
      locale: customer.locale,
      location: {
        address1: customer.street,
        city: customer.city,
        region: customer.region,
        zip: customer.zip,
        country: customer.country,
        timezone: customer.timeZone,
      },
      properties: customer.properties,
    },
    customer.key,
  );
  profile.created = customer.createdAt;
  profile.updated = customer.createdAt;
  const { email, sms, whatsapp, since } = customer.consent;
  const states = { email, sms, whatsapp };
  for (const channel of consentChannels) {
    const state = states[channel.split(".")[0] as keyof typeof states];
    if (state === "NEVER_SUBSCRIBED") continue;
    profile.consents[channel] = { state, at: since, method: "form", methodDetail: "Footer sign-up" };
  }
  return profile;
}

function consentEvents({ consent }: Customer, profile: Profile): Occurrence[] {
  const told: { channel: ConsentChannel; subscribed: string; unsubscribed: string }[] = [
    {
      channel: "email.marketing",
      subscribed: klaviyoMetrics.subscribedEmail,
      unsubscribed: klaviyoMetrics.unsubscribedEmail,
    },
    {
      channel: "sms.marketing",
      subscribed: klaviyoMetrics.subscribedSms,
      unsubscribed: klaviyoMetrics.unsubscribedSms,
    },
  ];
  return told.flatMap(({ channel, subscribed, unsubscribed }) => {
    const { state } = profile.consents[channel];
    if (state === "NEVER_SUBSCRIBED") return [];
    const metric = state === "SUBSCRIBED" ? subscribed : unsubscribed;
    return [{ metric, integration: klaviyo, profile, at: consent.since, properties: { Method: "form" } }];
  });
}

function placedOrder(
  { order, totalCents, items }: OrderValue,
  profile: Profile,
  currency: string,
): Occurrence {
  return {
    metric: "Placed Order",
    integration: shopify,
    profile,
    at: order.placedAt,
    uniqueId: String(order.number),
    value: totalCents / 100,
    currency,
    properties: {
      OrderId: orderName(order),
      Items: items.map(({ title }) => title),
      "Item Count": items.reduce((sum, { quantity }) => sum + quantity, 0),
      "Source Name": "web",
      $extra: { line_items: items },
    },
  };
}

const orderName = ({ number }: Order) => `#${number}`;

function addCampaign(state: State, { campaign }: World): Campaign {
  const id = state.ids.ulid("campaign", campaign.key);
  const messageId = state.ids.ulid("campaign message", campaign.key);
  const added = { id, messageId, name: campaign.name, text: campaign.text, sentAt: campaign.sentAt };
  state.campaigns.set(id, added);
  return added;
}

function addFlow(state: State, { now }: World): void {
  const id = state.ids.short("flow", "welcome");
  state.flows.set(id, { id, name: "Text club welcome", created: now });
}

function campaignText(state: State, campaign: Campaign, profile: Profile, number: string): Occurrence {
  const { messageId, text, sentAt } = campaign;
  const message: Message = {
    id: state.ids.ulid("message", `${messageId} ${profile.id}`),
    kind: "campaign",
    channel: "sms",
    conversation: null,
    from: number,
    to: profile.attributes.phone_number ?? "",
    body: text,
    pictures: [],
    labels: campaignLabels(campaign),
    at: sentAt,
    status: "delivered",
  };
  state.messages.push(message);
  return {
    metric: klaviyoMetrics.receivedSms,
    integration: klaviyo,
    profile,
    at: sentAt,
    uniqueId: message.id,
    properties: { ...messageProperties(message), "Carrier Delivery Status": "Delivered" },
  };
}
