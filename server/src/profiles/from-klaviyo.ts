import type { LifetimeValue } from "@sidethread/shared/sidebar";
import type { KlaviyoProfile } from "../vendors/klaviyo/client.ts";
import type { Channel, ConsentKind, ConsentState, ConsentStatement } from "./consent.ts";
import { type Identity, idAtKlaviyo, toIdentities } from "./identity.ts";
import type { ProfileDetails } from "./profile-store.ts";

const STATES: Record<string, ConsentState> = {
  SUBSCRIBED: "subscribed",
  UNSUBSCRIBED: "unsubscribed",
  NEVER_SUBSCRIBED: "never_subscribed",
};

export function identitiesFrom({ id, attributes }: KlaviyoProfile, klaviyoAccountId: string): Identity[] {
  const klaviyo = idAtKlaviyo(klaviyoAccountId, id);
  return toIdentities({ klaviyo, email: attributes.email, phone: attributes.phone_number });
}

export function detailsFrom({ attributes }: KlaviyoProfile): ProfileDetails {
  const { first_name, last_name, locale, location } = attributes;
  return {
    name: [first_name, last_name].filter(Boolean).join(" ") || null,
    city: location?.city ?? null,
    country: location?.country ?? null,
    locale: locale ?? null,
    timeZone: location?.timezone ?? null,
  };
}

interface Subscription {
  consent?: string | null | undefined;
  consent_timestamp?: string | null | undefined;
  last_updated?: string | null | undefined;
}

/**
 * Klaviyo's consent by channel and kind. A withdrawal that it does not date counts from now, anything else from the
 * beginning of time: in doubt the customer is left alone.
 */
export function consentsFrom(
  { attributes: { subscriptions } }: KlaviyoProfile,
  now: Date,
): ConsentStatement[] {
  const said: [Channel, ConsentKind, Subscription | null | undefined][] = [
    ["email", "marketing", subscriptions?.email?.marketing],
    ["sms", "marketing", subscriptions?.sms?.marketing],
    ["sms", "transactional", subscriptions?.sms?.transactional],
    ["whatsapp", "marketing", subscriptions?.whatsapp?.marketing],
    ["whatsapp", "transactional", subscriptions?.whatsapp?.transactional],
  ];
  return said.flatMap(([channel, kind, subscription]) => {
    const state = STATES[subscription?.consent ?? ""];
    if (!state) return [];
    const dated = subscription?.last_updated ?? subscription?.consent_timestamp;
    const since = dated ? new Date(dated) : state === "unsubscribed" ? now : new Date(0);
    return [{ channel, kind, state, since, source: "klaviyo" as const }];
  });
}

/** Klaviyo's predictions as the sidebar shows them; null where Klaviyo has none for this person. */
export function valueFrom({ attributes }: KlaviyoProfile, currency: string): LifetimeValue | null {
  const predicted = attributes.predictive_analytics;
  if (!predicted || (predicted.total_clv ?? null) === null) return null;
  const amount = (value: number | null | undefined) =>
    value === null || value === undefined ? null : { amount: value.toFixed(2), currency };
  return {
    source: "klaviyo",
    past: amount(predicted.historic_clv),
    predicted: amount(predicted.predicted_clv),
    total: amount(predicted.total_clv),
    orders: predicted.historic_number_of_orders ?? null,
    averageOrder: amount(predicted.average_order_value),
    daysBetweenOrders: predicted.average_days_between_orders ?? null,
    nextOrderExpected: predicted.expected_date_of_next_order
      ? new Date(predicted.expected_date_of_next_order).toISOString()
      : null,
    churnRisk: predicted.churn_probability ?? null,
  };
}
