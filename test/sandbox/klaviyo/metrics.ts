import { type Integration, klaviyo } from "./integrations.ts";
import type { Metric, State } from "./state.ts";

/** What every account has from the start. `Sent SMS` is the customer's text, `Received SMS` ours. */
export const klaviyoMetrics = {
  sentSms: "Sent SMS",
  relayedSms: "Relayed SMS",
  receivedSms: "Received SMS",
  failedSms: "Failed to Deliver SMS",
  receivedAutomatedSms: "Received Automated Response SMS",
  failedAutomatedSms: "Failed to Deliver Automated Response SMS",
  clickedSms: "Clicked SMS",
  subscribedSms: "Subscribed to SMS Marketing",
  unsubscribedSms: "Unsubscribed from SMS Marketing",
  subscribedEmail: "Subscribed to Email Marketing",
  unsubscribedEmail: "Unsubscribed from Email Marketing",
} as const;

/** What an account has once it uses WhatsApp. */
export const whatsappMetrics = {
  sent: "Sent WhatsApp",
  received: "Received WhatsApp",
  failed: "Failed to Deliver WhatsApp",
} as const;

/** The metric of this name and integration; an unknown one comes into being. */
export function metricNamed(state: State, name: string, integration: Integration): Metric {
  const id = state.ids.short("metric", `${integration.key}:${name}`);
  const known = state.metrics.get(id);
  if (known) return known;
  const metric = { id, name, integration, created: state.now() };
  state.metrics.set(id, metric);
  return metric;
}

/** The webhook topic of a metric: `event:klaviyo.sent_sms`. */
export function topicOf({ name, integration }: Metric): string {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  return `event:${integration.key}.${slug}`;
}

export function addKlaviyoMetrics(state: State): void {
  for (const name of Object.values(klaviyoMetrics)) metricNamed(state, name, klaviyo);
}
