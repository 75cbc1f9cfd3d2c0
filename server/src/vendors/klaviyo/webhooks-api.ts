import { z } from "zod";
import type { Transport } from "../transport.ts";

const webhook = z.object({
  id: z.string(),
  attributes: z.object({
    name: z.string(),
    /** Of the address, Klaviyo shows only the origin. */
    endpoint_url: z.string(),
    enabled: z.boolean(),
    created_at: z.string().nullish(),
  }),
  relationships: z
    .object({ "webhook-topics": z.object({ data: z.array(z.object({ id: z.string() })).optional() }) })
    .optional(),
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
      query: { include: "webhook-topics" },
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

  /** Switches a webhook on again, with this address and these topics. */
  mendWebhook: (id: string, { endpoint, topics }: { endpoint: string; topics: string[] }) =>
    request({
      method: "PATCH",
      path: `/api/webhooks/${id}`,
      limit: { bucket: "webhook changes" },
      json: {
        data: {
          type: "webhook",
          id,
          attributes: { enabled: true, endpoint_url: endpoint },
          relationships: topicsOf(topics),
        },
      },
      answer: null,
    }),

  deleteWebhook: (id: string) =>
    request({
      method: "DELETE",
      path: `/api/webhooks/${id}`,
      limit: { bucket: "webhook changes" },
      answer: null,
    }),
});
