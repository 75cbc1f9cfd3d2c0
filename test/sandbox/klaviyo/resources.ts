import { iso } from "./dates.ts";
import { type Resource, relationship, resourceUrl } from "./documents.ts";
import type { Conversation, Group, KlaviyoEvent, Metric, State, Webhook } from "./state.ts";

type Origin = Pick<State, "origin">;

export function groupResource({ origin }: Origin, type: "segment" | "list", group: Group): Resource {
  const self = resourceUrl(origin, { type, id: group.id });
  const { name, created } = group;
  const own =
    type === "segment"
      ? { is_active: true, is_processing: false, is_starred: false }
      : { opt_in_process: "single_opt_in" };
  return {
    type,
    id: group.id,
    attributes: { name, created: iso(created), updated: iso(created), ...own },
    relationships: {
      ...relationship(self, "profiles"),
      ...relationship(self, "tags"),
      ...relationship(self, "flow-triggers"),
    },
    links: { self },
  };
}

export function metricResource({ ids, origin }: Pick<State, "ids" | "origin">, metric: Metric): Resource {
  const self = resourceUrl(origin, { type: "metric", id: metric.id });
  const { key, name, category } = metric.integration;
  const integration = { object: "integration", id: ids.short("integration", key), key, name, category };
  return {
    type: "metric",
    id: metric.id,
    attributes: {
      name: metric.name,
      created: iso(metric.created),
      updated: iso(metric.created),
      integration,
    },
    relationships: relationship(self, "flow-triggers"),
    links: { self },
  };
}

export function eventResource({ origin }: Origin, event: KlaviyoEvent): Resource {
  const self = resourceUrl(origin, { type: "event", id: event.id });
  return {
    type: "event",
    id: event.id,
    attributes: {
      timestamp: event.at.getTime() / 1000,
      event_properties: {
        ...event.properties,
        $event_id: event.uniqueId ?? String(event.at.getTime() / 1000),
        ...(event.value !== null && { $value: event.value }),
        ...(event.currency !== null && { $value_currency: event.currency }),
      },
      datetime: iso(event.at),
      uuid: event.uuid,
    },
    relationships: {
      ...relationship(self, "profile", { type: "profile", id: event.profile.id }),
      ...relationship(self, "metric", { type: "metric", id: event.metric.id }),
    },
    links: { self },
  };
}

export function conversationResource({ origin }: Origin, { id, channel, profile }: Conversation): Resource {
  const self = resourceUrl(origin, { type: "conversation", id });
  return {
    type: "conversation",
    id,
    attributes: { channel },
    relationships: relationship(self, "profile", { type: "profile", id: profile }),
    links: { self },
  };
}

export function webhookResource({ origin }: Origin, webhook: Webhook): Resource {
  const self = resourceUrl(origin, { type: "webhook", id: webhook.id });
  return {
    type: "webhook",
    id: webhook.id,
    attributes: {
      name: webhook.name,
      description: webhook.description,
      endpoint_url: new URL(webhook.endpointUrl).origin,
      enabled: webhook.enabled,
      created_at: iso(webhook.created),
      updated_at: iso(webhook.updated),
    },
    relationships: relationship(
      self,
      "webhook-topics",
      webhook.topics.map((id) => ({ type: "webhook-topic", id })),
    ),
    links: { self },
  };
}
