import { z } from "zod";
import type { Gate } from "../gate.ts";
import { createTransport } from "../transport.ts";

const REVISION = "2026-07-15";

const consent = z
  .object({
    consent: z.string().nullish(),
    consent_timestamp: z.string().nullish(),
    last_updated: z.string().nullish(),
  })
  .nullish();

const attributes = z.object({
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  external_id: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  locale: z.string().nullish(),
  location: z
    .object({ city: z.string().nullish(), country: z.string().nullish(), timezone: z.string().nullish() })
    .nullish(),
  subscriptions: z
    .object({
      email: z.object({ marketing: consent }).nullish(),
      sms: z.object({ marketing: consent, transactional: consent }).nullish(),
      whatsapp: z.object({ marketing: consent, transactional: consent }).nullish(),
    })
    .nullish(),
  predictive_analytics: z
    .object({
      historic_clv: z.number().nullish(),
      predicted_clv: z.number().nullish(),
      total_clv: z.number().nullish(),
      historic_number_of_orders: z.number().nullish(),
      average_days_between_orders: z.number().nullish(),
      average_order_value: z.number().nullish(),
      churn_probability: z.number().nullish(),
      expected_date_of_next_order: z.string().nullish(),
    })
    .nullish(),
});

const profile = z.object({ id: z.string(), attributes });
export type KlaviyoProfile = z.infer<typeof profile>;

const failure = z.object({ errors: z.array(z.object({ code: z.string(), detail: z.string() })).min(1) });

export interface KlaviyoEvent {
  metric: string;
  uniqueId: string;
  time: Date;
  properties: Record<string, unknown>;
  profile: { email?: string; phone_number?: string };
}

export type KlaviyoClient = ReturnType<typeof createKlaviyoClient>;

/** Klaviyo's API, revision 2026-07-15, as far as we use it. Each of its endpoints has limits of its own. */
export function createKlaviyoClient(origin: string, { privateKey }: { privateKey: string }, gate: Gate) {
  const request = createTransport({
    vendor: "klaviyo",
    origin,
    gate,
    headers: {
      authorization: `Klaviyo-API-Key ${privateKey}`,
      revision: REVISION,
      accept: "application/vnd.api+json",
      "content-type": "application/vnd.api+json",
    },
    explain(body) {
      const [first] = failure.safeParse(body).data?.errors ?? [];
      return { code: first?.code ?? null, message: first?.detail ?? null };
    },
  });

  return {
    async getAccount() {
      const { data } = await request({
        method: "GET",
        path: "/api/accounts",
        limit: { bucket: "accounts" },
        answer: z.object({
          data: z
            .array(
              z.object({
                id: z.string(),
                attributes: z.object({ preferred_currency: z.string().nullish() }),
              }),
            )
            .min(1),
        }),
      });
      return { id: data[0]?.id ?? "", currency: data[0]?.attributes.preferred_currency ?? "USD" };
    },

    /** The profile with this e-mail or phone, with its consent and predictions; null when there is none. */
    async findProfile(by: "email" | "phone_number" | "id", value: string) {
      const { data } = await request({
        method: "GET",
        path: "/api/profiles",
        limit: { bucket: "profiles" },
        query: {
          filter: `equals(${by},${JSON.stringify(value)})`,
          "additional-fields[profile]": "subscriptions,predictive_analytics",
        },
        answer: z.object({ data: z.array(profile) }),
      });
      return data[0] ?? null;
    },

    async listSegments(profileId: string) {
      const { data } = await request({
        method: "GET",
        path: `/api/profiles/${profileId}/segments`,
        limit: { bucket: "profile segments" },
        answer: z.object({
          data: z.array(z.object({ attributes: z.object({ name: z.string().nullish() }) })),
        }),
      });
      return data.flatMap(({ attributes: { name } }) => (name ? [name] : []));
    },

    /** Records an event; the same `uniqueId` again changes nothing. */
    createEvent: ({ metric, uniqueId, time, properties, profile: person }: KlaviyoEvent) =>
      request({
        method: "POST",
        path: "/api/events",
        limit: { bucket: "events" },
        json: {
          data: {
            type: "event",
            attributes: {
              properties,
              time: time.toISOString(),
              unique_id: uniqueId,
              metric: { data: { type: "metric", attributes: { name: metric } } },
              profile: { data: { type: "profile", attributes: person } },
            },
          },
        },
        answer: null,
      }),

    /** Takes a person's SMS consent back, marketing and transactional. */
    withdrawSmsConsent: (phone: string) =>
      request({
        method: "POST",
        path: "/api/profile-subscription-bulk-delete-jobs",
        limit: { bucket: "unsubscribe" },
        json: {
          data: {
            type: "profile-subscription-bulk-delete-job",
            attributes: {
              profiles: {
                data: [
                  {
                    type: "profile",
                    attributes: {
                      phone_number: phone,
                      subscriptions: {
                        sms: {
                          marketing: { consent: "UNSUBSCRIBED" },
                          transactional: { consent: "UNSUBSCRIBED" },
                        },
                      },
                    },
                  },
                ],
              },
            },
          },
        },
        answer: null,
      }),
  };
}
