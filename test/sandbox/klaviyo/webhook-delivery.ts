import type { WebhookSender } from "../kit/webhook-sender.ts";
import type { Later } from "./later.ts";
import { topicOf } from "./metrics.ts";
import { eventResource } from "./resources.ts";
import { sign } from "./signature.ts";
import type { KlaviyoEvent, State, Webhook } from "./state.ts";

const EVENTS_A_DELIVERY = 1000;
const GIVE_UP_MS = 48 * 3_600_000;

/** Klaviyo takes no other answer for a yes. */
export const isTaken = (status: number) => status === 200 || status === 201 || status === 202;

export interface WebhookDelivery {
  /** Tells every webhook of the events whose topics it wants. */
  announce(events: KlaviyoEvent[]): void;
  /** Takes note of how deliveries went; a webhook that has failed for 48 hours is switched off. */
  review(): void;
}

export function createWebhookDelivery(state: State, sender: WebhookSender, later: Later): WebhookDelivery {
  const collected = new Map<Webhook, KlaviyoEvent[]>();
  let reviewed = 0;

  function review(): void {
    const now = state.now();
    for (; reviewed < sender.attempts.length; reviewed += 1) {
      const { body, status } = sender.attempts[reviewed]!;
      const webhook = [...state.webhooks.values()].find(({ deliveryId }) => body.includes(deliveryId));
      if (webhook) webhook.failingSince = isTaken(status) ? null : (webhook.failingSince ?? now);
    }
    for (const webhook of state.webhooks.values()) {
      const { failingSince } = webhook;
      if (failingSince && now.getTime() - failingSince.getTime() > GIVE_UP_MS) webhook.enabled = false;
    }
  }

  /** What happens until the delivery goes out goes out with it. */
  function collect(webhook: Webhook, events: KlaviyoEvent[]): void {
    const waiting = collected.get(webhook);
    if (waiting) {
      waiting.push(...events);
      return;
    }
    collected.set(webhook, [...events]);
    later.after(state.settings.webhookBatchMs, () => {
      const due = collected.get(webhook) ?? [];
      collected.delete(webhook);
      for (let start = 0; start < due.length; start += EVENTS_A_DELIVERY) {
        deliver(webhook, due.slice(start, start + EVENTS_A_DELIVERY));
      }
    });
  }

  function deliver(webhook: Webhook, events: KlaviyoEvent[]): void {
    const timestamp = state.now().toUTCString();
    const body = JSON.stringify({
      data: events.map((event) => ({
        external_id: event.id,
        topic: topicOf(event.metric),
        payload: { data: eventResource(state, event) },
      })),
      meta: {
        klaviyo_webhook_id: webhook.deliveryId,
        klaviyo_account_id: state.account.id,
        timestamp: state.now().toISOString(),
        version: "1.0",
      },
    });
    const headers = {
      "Content-Type": "application/json",
      "Klaviyo-Signature": sign(webhook.secret, body, timestamp),
      "Klaviyo-Timestamp": timestamp,
      "Klaviyo-Webhook-Id": webhook.deliveryId,
    };
    sender.send({ url: webhook.endpointUrl, headers, body });
  }

  return {
    review,
    announce(events) {
      review();
      const { webhooks, webhookStartMs } = state.settings;
      if (!webhooks) return;
      for (const webhook of state.webhooks.values()) {
        const begun = state.now().getTime() - webhook.created.getTime() >= webhookStartMs;
        const wanted = events.filter(({ metric }) => webhook.topics.includes(topicOf(metric)));
        if (webhook.enabled && begun && wanted.length > 0) collect(webhook, wanted);
      }
    },
  };
}
