import { z } from "zod";
import type { Transport } from "../transport.ts";

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
  /** The account's own, by the names that it gave them. */
  properties: z.record(z.string(), z.unknown()).nullish(),
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

export const profiles = (request: Transport) => ({
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

  /** Takes a person's consent to a channel back, marketing and transactional. */
  withdrawConsent: (channel: "sms" | "whatsapp", phone: string) =>
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
                      [channel]: {
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
});
