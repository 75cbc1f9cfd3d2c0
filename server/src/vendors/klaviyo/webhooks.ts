import { z } from "zod";
import { listedEvent } from "./events.ts";
import { describeTextEvent, type TextEvent } from "./text-events.ts";
import { textMetrics, topicOf } from "./text-metrics.ts";

const delivery = z.object({
  data: z.array(z.object({ topic: z.string(), payload: z.unknown() })),
  meta: z.object({ klaviyo_webhook_id: z.string() }),
});
const payload = z.object({ data: listedEvent });

const metrics = new Map(textMetrics.map((metric) => [topicOf(metric), metric]));

export interface KlaviyoDelivery {
  webhookId: string;
  /** Those of its events that tell of texts. */
  events: TextEvent[];
}

/** Reads a webhook's body, of up to 1,000 events; null for what is no such body. */
export function parseKlaviyoDelivery(body: string): KlaviyoDelivery | null {
  try {
    const { data, meta } = delivery.parse(JSON.parse(body));
    const events = data.flatMap(({ topic, payload: sent }) => {
      const metric = metrics.get(topic);
      // An event in no shape that we know holds up none of the others.
      const { data: read } = payload.safeParse(sent);
      return metric && read ? [describeTextEvent(read.data, metric)] : [];
    });
    return { webhookId: meta.klaviyo_webhook_id, events };
  } catch {
    return null;
  }
}
