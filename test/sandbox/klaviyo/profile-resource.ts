import { type Consent, type ConsentChannel, canBeTexted, whatsappWindowEnd } from "./consents.ts";
import { iso, isoOrNull } from "./dates.ts";
import { type Reference, type Resource, relationship, resourceUrl } from "./documents.ts";
import type { PredictiveAnalytics } from "./predictions.ts";
import type { Profile, State } from "./state.ts";

/** What of a profile was asked for beyond its attributes. */
export interface ProfileExtras {
  /** `subscriptions`, `predictive_analytics`. */
  additional?: string[];
  related?: Partial<Record<"lists" | "segments" | "conversations", Reference[]>>;
}

export function profileResource(
  state: Pick<State, "now" | "origin" | "settings">,
  profile: Profile,
  { additional = [], related = {} }: ProfileExtras = {},
): Resource {
  const self = resourceUrl(state.origin, { type: "profile", id: profile.id });
  return {
    type: "profile",
    id: profile.id,
    attributes: {
      ...profile.attributes,
      created: iso(profile.created),
      updated: iso(profile.updated),
      last_event_date: isoOrNull(profile.lastEvent),
      ...(additional.includes("subscriptions") && { subscriptions: subscriptions(profile, state) }),
      ...(additional.includes("predictive_analytics") && {
        predictive_analytics: predictiveAnalytics(profile),
      }),
    },
    relationships: {
      ...relationship(self, "lists", related.lists),
      ...relationship(self, "segments", related.segments),
      ...relationship(self, "push-tokens"),
      ...(related.conversations && relationship(self, "conversations", related.conversations)),
    },
    links: { self },
  };
}

const noPredictions: Record<keyof PredictiveAnalytics, null> = {
  historic_clv: null,
  predicted_clv: null,
  total_clv: null,
  historic_number_of_orders: null,
  predicted_number_of_orders: null,
  average_days_between_orders: null,
  average_order_value: null,
  churn_probability: null,
  expected_date_of_next_order: null,
};

function predictiveAnalytics({ predictions, consents }: Profile) {
  if (!predictions) return { ...noPredictions, ranked_channel_affinity: [] };
  const affinity = [
    canBeTexted(consents) && "sms",
    consents["email.marketing"].state === "SUBSCRIBED" && "email",
    consents["whatsapp.marketing"].state === "SUBSCRIBED" && "whatsapp",
  ].filter((channel) => channel !== false);
  return {
    ...predictions,
    expected_date_of_next_order: iso(predictions.expected_date_of_next_order),
    ranked_channel_affinity: affinity,
  };
}

function subscriptions(
  { consents, attributes }: Profile,
  { now, settings }: Pick<State, "now" | "settings">,
) {
  const told = ({ state, at, method, methodDetail }: Consent) => ({
    consent: state,
    consent_timestamp: isoOrNull(at),
    last_updated: isoOrNull(at),
    method,
    method_detail: methodDetail,
  });
  const whatsapp = (channel: ConsentChannel) => {
    const { state, at } = consents[channel];
    return {
      consent: state,
      consent_timestamp: isoOrNull(at),
      last_updated: isoOrNull(at),
      created_timestamp: isoOrNull(at),
      metadata: {},
      can_receive: state === "SUBSCRIBED",
      valid_until: null,
      phone_number: attributes.phone_number,
    };
  };
  const windowEnd = whatsappWindowEnd(consents, settings.whatsappWindowMs);
  const email = consents["email.marketing"];
  const unsubscribed = email.state === "UNSUBSCRIBED" && email.at;
  return {
    email: {
      marketing: {
        can_receive_email_marketing: !unsubscribed,
        ...told(email),
        custom_method_detail: null,
        double_optin: false,
        suppression: unsubscribed ? [{ reason: "UNSUBSCRIBE", timestamp: iso(unsubscribed) }] : [],
        list_suppressions: [],
      },
    },
    sms: {
      marketing: {
        can_receive_sms_marketing: consents["sms.marketing"].state === "SUBSCRIBED",
        ...told(consents["sms.marketing"]),
      },
      transactional: {
        can_receive_sms_transactional: consents["sms.transactional"].state === "SUBSCRIBED",
        ...told(consents["sms.transactional"]),
      },
    },
    mobile_push: {
      marketing: { can_receive_push_marketing: false, consent: "NEVER_SUBSCRIBED", consent_timestamp: null },
    },
    whatsapp: {
      marketing: whatsapp("whatsapp.marketing"),
      transactional: whatsapp("whatsapp.transactional"),
      conversational: {
        ...whatsapp("whatsapp.conversational"),
        can_receive: windowEnd !== null && now() < windowEnd,
        valid_until: isoOrNull(windowEnd),
      },
    },
  };
}
