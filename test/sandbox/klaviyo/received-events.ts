import type { KlaviyoEvent } from "./state.ts";

/** An event that callers sent, in a plain form. */
export interface ReceivedEvent {
  metric: string;
  email: string | null;
  phone: string | null;
  uniqueId: string | null;
  at: string;
  value: number | null;
  backfill: boolean;
  properties: Record<string, unknown>;
}

/** What came in through the API, oldest first; not what Klaviyo or the shop noted themselves. */
export const receivedEvents = (events: KlaviyoEvent[]): ReceivedEvent[] =>
  events
    .filter(({ metric }) => metric.integration.category === "API")
    .map(({ metric, profile, uniqueId, at, value, backfill, properties }) => ({
      metric: metric.name,
      email: profile.attributes.email,
      phone: profile.attributes.phone_number,
      uniqueId,
      at: at.toISOString(),
      value,
      backfill,
      properties,
    }));
