import { Hono } from "hono";
import { every } from "hono/combine";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { queryOf, type Resource, readBody, reply, resourceUrl } from "../documents.ts";
import { invalid, notFound, permissionDenied } from "../errors.ts";
import type { Env } from "../guard.ts";
import { XS } from "../rate-limits.ts";
import { webhookResource } from "../resources.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Webhook } from "../state.ts";
import { topicsOf } from "../topics.ts";
import { bodyOf, toMany } from "./body.ts";

const MOST_WEBHOOKS = 10;

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/** Klaviyo insists on https; the sandbox also calls its own machine in plain. */
const endpointUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => URL.canParse(url) && (url.startsWith("https:") || isLoopback(new URL(url).hostname)),
    "The endpoint_url must be https.",
  );

const fields = {
  name: z.string().min(1),
  description: z.string().nullish(),
  endpoint_url: endpointUrl,
  secret_key: z.string().min(16, "The secret_key must be at least 16 characters long."),
};
const relationships = z.strictObject({ "webhook-topics": toMany("webhook-topic") });
const creation = bodyOf("webhook", { attributes: z.strictObject(fields), relationships });
const change = bodyOf("webhook", {
  id: z.string(),
  attributes: z.strictObject({ ...fields, enabled: z.boolean() }).partial(),
  relationships: relationships.optional(),
});

/** Webhooks and the topics they can have. */
export function webhookRoutes({ state, guard, delivery }: Sandbox) {
  const routes = new Hono<Env>();
  const allowed = createMiddleware(async (_, next) => {
    if (!state.settings.webhooks) throw permissionDenied("Webhooks are not enabled for this account.");
    await next();
  });
  const reading = every(guard({ limit: XS, scopes: ["webhooks:read"] }), allowed);
  const writing = every(guard({ limit: XS, scopes: ["webhooks:write"] }), allowed);

  function existing(id: string): Webhook {
    delivery.review();
    const webhook = state.webhooks.get(id);
    if (!webhook) throw notFound("webhook", id);
    return webhook;
  }

  function topicsIn(wanted: z.infer<typeof relationships>): string[] {
    const ids = wanted["webhook-topics"].data.map(({ id }) => id);
    const offered = topicsOf(state);
    const unknown = ids.find((id) => !offered.includes(id));
    if (unknown === undefined) return ids;
    throw invalid(`${unknown} is not a webhook topic.`, { pointer: "/data/relationships/webhook-topics" });
  }

  const topicResource = (id: string): Resource => ({
    type: "webhook-topic",
    id,
    links: { self: resourceUrl(state.origin, { type: "webhook-topic", id }) },
  });

  routes.post("/api/webhooks", writing, async (c) => {
    const { attributes, relationships } = (await readBody(c, creation)).data;
    if (state.webhooks.size >= MOST_WEBHOOKS) {
      throw invalid("An account has at most 10 webhooks.", { pointer: "/data" });
    }
    const id = state.ids.ulid("webhook");
    const webhook: Webhook = {
      id,
      deliveryId: state.ids.hex("webhook delivery", id),
      name: attributes.name,
      description: attributes.description ?? null,
      endpointUrl: attributes.endpoint_url,
      secret: attributes.secret_key,
      topics: topicsIn(relationships),
      enabled: true,
      failingSince: null,
      created: state.now(),
      updated: state.now(),
    };
    state.webhooks.set(id, webhook);
    return reply(c, webhookResource(state, webhook), { status: 201 });
  });

  routes.get("/api/webhooks", reading, (c) => {
    delivery.review();
    const webhooks = [...state.webhooks.values()];
    const topics = [...new Set(webhooks.flatMap((webhook) => webhook.topics))];
    const wanted = queryOf(c).get("include") === "webhook-topics";
    const extras = wanted ? { included: topics.map(topicResource) } : {};
    return reply(
      c,
      webhooks.map((webhook) => webhookResource(state, webhook)),
      extras,
    );
  });

  routes.get("/api/webhooks/:id", reading, (c) =>
    reply(c, webhookResource(state, existing(c.req.param("id")))),
  );

  routes.patch("/api/webhooks/:id", writing, async (c) => {
    const { attributes, relationships } = (await readBody(c, change)).data;
    const webhook = existing(c.req.param("id"));
    webhook.name = attributes.name ?? webhook.name;
    if (attributes.description !== undefined) webhook.description = attributes.description;
    webhook.endpointUrl = attributes.endpoint_url ?? webhook.endpointUrl;
    webhook.secret = attributes.secret_key ?? webhook.secret;
    if (relationships) webhook.topics = topicsIn(relationships);
    if (attributes.enabled !== undefined) {
      webhook.enabled = attributes.enabled;
      webhook.failingSince = null;
    }
    webhook.updated = state.now();
    return reply(c, webhookResource(state, webhook));
  });

  routes.delete("/api/webhooks/:id", writing, (c) => {
    state.webhooks.delete(existing(c.req.param("id")).id);
    return c.body(null, 204);
  });

  routes.get("/api/webhook-topics", reading, (c) => reply(c, topicsOf(state).map(topicResource)));

  routes.get("/api/webhook-topics/:id", reading, (c) => {
    const id = c.req.param("id");
    if (!topicsOf(state).includes(id)) throw notFound("webhook topic", id);
    return reply(c, topicResource(id));
  });
  return routes;
}
