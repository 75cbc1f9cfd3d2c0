export interface TextMetric {
  /** As Klaviyo calls it. `Sent` is what the customer sent, `Received` what they received. */
  name: string;
  channel: "sms" | "whatsapp";
  kind: "text" | "received" | "failed" | "automatic" | "subscribed" | "unsubscribed";
}

const metricsOf = (label: string, channel: TextMetric["channel"]): TextMetric[] => [
  { name: `Sent ${label}`, channel, kind: "text" },
  { name: `Received ${label}`, channel, kind: "received" },
  { name: `Failed to Deliver ${label}`, channel, kind: "failed" },
  { name: `Received Automated Response ${label}`, channel, kind: "automatic" },
  { name: `Subscribed to ${label} Marketing`, channel, kind: "subscribed" },
  { name: `Unsubscribed from ${label} Marketing`, channel, kind: "unsubscribed" },
];

/** The metrics that tell of texts. */
export const textMetrics = [...metricsOf("SMS", "sms"), ...metricsOf("WhatsApp", "whatsapp")];

/** The webhook topic of one of Klaviyo's own metrics: `event:klaviyo.sent_sms`. */
export const topicOf = ({ name }: TextMetric): string =>
  `event:klaviyo.${name.toLowerCase().replaceAll(" ", "_")}`;
