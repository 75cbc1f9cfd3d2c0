import { Hono } from "hono";
import { listen } from "../sandbox/kit/listen.ts";

interface Delivery {
  /** As it came, which is what its signature is of. */
  raw: string;
  headers: Record<string, string>;
  meta: { klaviyo_webhook_id: string };
  data: {
    topic: string;
    external_id: string;
    payload: { data: { id: string; attributes: { event_properties: Record<string, unknown> } } };
  }[];
}

/** Takes Klaviyo's webhooks and answers with the statuses given, then 200. */
export async function receiveWebhooks(...statuses: number[]) {
  const deliveries: Delivery[] = [];
  const app = new Hono();
  app.post("/klaviyo", async (c) => {
    const raw = await c.req.text();
    deliveries.push({ raw, headers: c.req.header(), ...JSON.parse(raw) });
    return c.body(null, (statuses.shift() ?? 200) as 200);
  });
  const { origin, close } = await listen(app);
  return { deliveries, url: `${origin}/klaviyo`, close };
}
