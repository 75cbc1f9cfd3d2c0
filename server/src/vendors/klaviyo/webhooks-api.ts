import { z } from "zod";
import type { Transport } from "../transport.ts";

const webhook = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string(), enabled: z.boolean(), created_at: z.string().nullish() }),
});
export type KlaviyoWebhook = z.infer<typeof webhook>;

const topicsOf = (topics: string[]) => ({
  "webhook-topics": { data: topics.map((id) => ({ type: "webhook-topic", id })) },
});

/** Where Klaviyo tells us of events; only some accounts may have it. */
export const webhooks = (request: Transport) => ({
  async listWebhookTopics(): Promise<string[]> {
    const { data } = await request({
      method: "GET",
      path: "/api/webhook-topics",
      limit: { bucket: "webhook topics" },
      answer: z.object({ data: z.array(z.object({ id: z.string() })) }),
    });
    return data.map(({ id }) => id);
  },

  async listWebhooks(): Promise<KlaviyoWebhook[]> {
    const { data } = await request({
      method: "GET",
      path: "/api/webhooks",
      limit: { bucket: "webhook list" },
      answer: z.object({ data: z.array(webhook) }),
    });
    return data;
  },

  async createWebhook(wanted: {
    name: string;
    endpoint: string;
    secret: string;
    topics: string[];
  }): Promise<KlaviyoWebhook> {
    const { data } = await request({
      method: "POST",
      path: "/api/webhooks",
      limit: { bucket: "new webhooks" },
      json: {
        data: {
          type: "webhook",
          attributes: { name: wanted.name, endpoint_url: wanted.endpoint, secret_key: wanted.secret },
          relationships: topicsOf(wanted.topics),
        },
      },
      answer: z.object({ data: webhook }),
    });
    return data;
  },

  /** Switches a webhook on again, with these topics. */
  enableWebhook: (id: string, topics: string[]) =>
    request({
      method: "PATCH",
      path: `/api/webhooks/${id}`,
      limit: { bucket: "webhook changes" },
      json: {
        data: { type: "webhook", id, attributes: { enabled: true }, relationships: topicsOf(topics) },
      },
      answer: null,
    }),
});
