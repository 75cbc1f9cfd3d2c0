import { z } from "zod";
import { listedEvent } from "./events.ts";
import { customerOf, describeTextEvent, type TextEvent } from "./text-events.ts";
import { textMetrics, topicOf } from "./text-metrics.ts";

const delivery = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ klaviyo_webhook_id: z.string() }),
});
const told = z.object({ topic: z.string(), payload: z.object({ data: listedEvent }) });

const metrics = new Map(textMetrics.map((metric) => [topicOf(metric), metric]));

export interface KlaviyoDelivery {
  webhookId: string;
  /** Those of its events that tell of texts. */
  events: TextEvent[];
}

/** Without an id it can't be told from others; a text says by a number, or by a person, who wrote it. */
const isReadable = (event: TextEvent) =>
  event.id !== "" && (event.kind !== "text" || (customerOf(event) ?? event.profileId) !== null);

/** Reads a webhook's body, of up to 1,000 events; null for what is no such body. */
export function parseKlaviyoDelivery(body: string): KlaviyoDelivery | null {
  try {
    const { data, meta } = delivery.parse(JSON.parse(body));
    const events = data.flatMap((one) => {
      // An event in no shape that we know holds up none of the others.
      const { data: event } = told.safeParse(one);
      const metric = event && metrics.get(event.topic);
      return metric ? [describeTextEvent(event.payload.data, metric)] : [];
    });
    return { webhookId: meta.klaviyo_webhook_id, events: events.filter(isReadable) };
  } catch {
    return null;
  }
}
