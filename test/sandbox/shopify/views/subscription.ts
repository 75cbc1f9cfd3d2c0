import { API_VERSION } from "../graphql/schema.ts";
import { gid } from "../shop/ids.ts";
import type { WebhookSubscription } from "../shop/state.ts";

/** A `WebhookSubscription`. */
export const subscriptionView = (subscription: WebhookSubscription) => {
  const { id, topic, uri, filter, name, includeFields, createdAt, updatedAt } = subscription;
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", id),
    legacyResourceId: String(id),
    topic,
    uri,
    callbackUrl: uri,
    endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: uri },
    format: "JSON",
    filter,
    name,
    includeFields,
    apiVersion: { handle: API_VERSION, displayName: API_VERSION, supported: true },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
};
