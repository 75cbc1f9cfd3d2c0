import { listen } from "../sandbox/kit/listen.ts";
import { createKlaviyo, type Klaviyo } from "../sandbox/klaviyo/klaviyo.ts";
import { createWorld } from "../sandbox/world/create-world.ts";

/** A resource, as far as tests look into it. */
export interface Entity {
  id: string;
  attributes: {
    name: string;
    email: string;
    phone_number: string;
    enabled: boolean;
    channel: string;
    event_properties: Record<string, unknown>;
    subscriptions: {
      sms: {
        marketing: { consent: string };
        transactional: { can_receive_sms_transactional: boolean };
      };
      whatsapp: { conversational: { can_receive: boolean; valid_until: string | null } };
    };
    predictive_analytics: Record<
      "historic_clv" | "predicted_clv" | "total_clv" | "churn_probability" | "historic_number_of_orders",
      number
    > & { average_days_between_orders: number | null };
  };
  relationships: Record<"metric" | "profile", { data: { id: string } }>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
  /** The resources of a collection, and the first or only one. */
  all: Entity[];
  one: Entity;
  included: Entity[];
  /** Where the next page is. */
  next: string;
  error: { code: string; meta: { duplicate_profile_id: string } };
}

export type Call = (
  method: string,
  path: string,
  data?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface Started {
  klaviyo: Klaviyo;
  call: Call;
  origin: string;
  clock: { now: Date };
  close(): Promise<void>;
}

/** A seeded Klaviyo behind a port, and a way to call it; `data` is sent as `{ data }`. */
export async function startKlaviyo(): Promise<Started> {
  const clock = { now: new Date("2026-11-18T12:00:00.400Z") };
  const klaviyo = createKlaviyo({ now: () => clock.now });
  klaviyo.load(createWorld({ now: clock.now }));
  klaviyo.state.settings.rateLimitScale = null;
  klaviyo.state.settings.deliveryMs = 0;
  const listening = await listen(klaviyo.app);
  const call: Call = async (method, path, data, headers = {}) => {
    const answer = await fetch(path.startsWith("http") ? path : `${listening.origin}${path}`, {
      method,
      headers: {
        Authorization: `Klaviyo-API-Key ${klaviyo.privateKey}`,
        revision: "2026-07-15",
        ...(data !== undefined && { "Content-Type": "application/vnd.api+json" }),
        ...headers,
      },
      ...(data !== undefined && { body: JSON.stringify({ data }) }),
    });
    const text = await answer.text();
    const body = text === "" ? {} : JSON.parse(text);
    const all = [body.data ?? []].flat();
    return {
      status: answer.status,
      headers: answer.headers,
      body,
      all,
      one: all[0],
      included: body.included,
      next: body.links?.next,
      error: body.errors?.[0],
    };
  };
  return {
    klaviyo,
    call,
    origin: listening.origin,
    clock,
    close: async () => {
      klaviyo.stop();
      await listening.close();
    },
  };
}

/** A seeded customer by the part of their e-mail before the `@`. */
export async function customerAt(call: Call, mailbox: string): Promise<Entity> {
  const emails = ["com", "org", "net"].map((domain) => `"${mailbox}@example.${domain}"`);
  const query = `filter=any(email,[${emails}])&additional-fields[profile]=subscriptions,predictive_analytics`;
  return (await call("GET", `/api/profiles?${query}`)).one;
}

/** The body's `data` for an event of a customer. */
export function event(
  metric: string,
  profile: Record<string, unknown>,
  attributes: Record<string, unknown> = {},
) {
  return {
    type: "event",
    attributes: {
      properties: { Ticket_id: 7 },
      metric: { data: { type: "metric", attributes: { name: metric } } },
      profile: { data: { type: "profile", attributes: profile } },
      ...attributes,
    },
  };
}

/** The body's `data` for a webhook. */
export const webhook = (endpointUrl: string, topics: string[]) => ({
  type: "webhook",
  attributes: { name: "Texts", endpoint_url: endpointUrl, secret_key: "sandbox-klaviyo-webhook-secret" },
  relationships: { "webhook-topics": { data: topics.map((id) => ({ type: "webhook-topic", id })) } },
});

/** The body's `data` for an answer to a customer's text. */
export const answerTo = (conversation: string, body: string) => ({
  type: "conversation-message",
  attributes: { body },
  relationships: { conversation: { data: { type: "conversation", id: conversation } } },
});

/** The body's `data` of a job that changes one person's SMS consent. */
export const consentJob = (
  kind: "create" | "delete",
  phone: string,
  consent: string,
  more: Record<string, unknown> = {},
) => ({
  type: `profile-subscription-bulk-${kind}-job`,
  attributes: {
    profiles: {
      data: [
        {
          type: "profile",
          attributes: {
            phone_number: phone,
            subscriptions: { sms: { marketing: { consent }, transactional: { consent } } },
          },
        },
      ],
    },
  },
  ...more,
});
