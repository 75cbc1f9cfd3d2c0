import { createHmac, randomUUID } from "node:crypto";
import type { WebhookSender } from "../../kit/webhook-sender.ts";
import { API_VERSION } from "../graphql/schema.ts";
import { matchesFilter } from "../graphql/search.ts";
import type { State, WebhookSubscription } from "../shop/state.ts";

const RETRIES = 8;

interface Delivery {
  subscriptionId: number;
  url: string;
  body: string;
}

/** Base64 HMAC-SHA256 of the raw body under the app's client secret. */
export const sign = (body: string, clientSecret: string) =>
  createHmac("sha256", clientSecret).update(body).digest("base64");

/** Sends a topic's webhooks to its subscriptions, and ends a subscription that failed a first time and 8 times more. */
export function createPublisher(state: () => State, sender: WebhookSender, clientSecret: string) {
  let deliveries: Delivery[] = [];

  function deliver(subscription: WebhookSubscription, topic: string, eventId: string, payload: object): void {
    const body = JSON.stringify(pick(payload, subscription.includeFields));
    deliveries.push({ subscriptionId: subscription.id, url: subscription.uri, body });
    sender.send({
      url: subscription.uri,
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": state().shop.domain,
        "x-shopify-hmac-sha256": sign(body, clientSecret),
        "x-shopify-api-version": API_VERSION,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-event-id": eventId,
        "x-shopify-triggered-at": new Date().toISOString(),
        ...(subscription.name ? { "x-shopify-name": subscription.name } : {}),
      },
    });
  }

  function endDeadSubscriptions(): void {
    for (const { subscriptionId, url, body } of deliveries) {
      const same = deliveries.filter((other) => other.url === url && other.body === body);
      const failed = sender.attempts.filter(
        (attempt) => attempt.url === url && attempt.body === body && !isSuccess(attempt.status),
      );
      if (failed.length >= same.length * (1 + RETRIES)) state().subscriptions.delete(subscriptionId);
    }
    deliveries = [];
  }

  return (topic: string, payload: object): void => {
    const wanted = topic.toUpperCase().replace("/", "_");
    const eventId = randomUUID();
    const subscriptions = Array.from(state().subscriptions.values()).filter(
      (subscription) => subscription.topic === wanted && matchesFilter(payload, subscription.filter),
    );
    for (const subscription of subscriptions) deliver(subscription, topic, eventId, payload);
    if (subscriptions.length > 0) void sender.idle().then(endDeadSubscriptions);
  };
}

const isSuccess = (status: number) => status >= 200 && status < 300;

const pick = (payload: object, fields: string[]) =>
  fields.length === 0
    ? payload
    : Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)));
