import { z } from "zod";
import type { Transport } from "../transport.ts";

const webhook = z.object({
  id: z.string(),
  endpoint: z.string(),
  status: z.string(),
  subscriptions: z.array(z.string()).default([]),
});

/** An event type as Zendesk names it in subscriptions. */
export const eventType = (event: string) => `zen:event-type:${event}`;

export const webhooks = (request: Transport) => ({
  async listWebhooks() {
    const { webhooks: found } = await request({
      method: "GET",
      path: "/api/v2/webhooks",
      query: { "page[size]": "100" },
      answer: z.object({ webhooks: z.array(webhook) }),
    });
    return found;
  },

  async createWebhook({ name, endpoint, events }: { name: string; endpoint: string; events: string[] }) {
    const { webhook: created } = await request({
      method: "POST",
      path: "/api/v2/webhooks",
      json: {
        webhook: {
          name,
          endpoint,
          status: "active",
          http_method: "POST",
          request_format: "json",
          subscriptions: events.map(eventType),
        },
      },
      answer: z.object({ webhook }),
    });
    return created;
  },

  /** Switches a webhook on again, with this address. What it is subscribed to cannot be changed. */
  mendWebhook: (id: string, endpoint: string) =>
    request({
      method: "PATCH",
      path: `/api/v2/webhooks/${id}`,
      json: { webhook: { endpoint, status: "active" } },
      answer: null,
    }),

  deleteWebhook: (id: string) => request({ method: "DELETE", path: `/api/v2/webhooks/${id}`, answer: null }),

  async getSigningSecret(webhookId: string) {
    const { signing_secret: found } = await request({
      method: "GET",
      path: `/api/v2/webhooks/${webhookId}/signing_secret`,
      answer: z.object({ signing_secret: z.object({ secret: z.string() }) }),
    });
    return found.secret;
  },
});
