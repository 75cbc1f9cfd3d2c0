import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { type Exchange, recordExchanges } from "./exchanges.ts";
import { type Faults, faults, misbehave, noFaults } from "./faults.ts";
import { createRandom } from "./random.ts";
import { createWebhookSender, type RetryPolicy, type WebhookSender } from "./webhook-sender.ts";

export interface VendorKit {
  app: Hono<{ Bindings: HttpBindings }>;
  /** What the vendor received and answered, oldest first. */
  exchanges: Exchange[];
  webhooks: WebhookSender;
  random: () => number;
  faults: () => Faults;
  setFaults(change: Partial<Faults>): void;
}

export interface VendorOptions {
  seed?: number;
  retries: RetryPolicy;
  /** The vendor's own way to say 429. */
  tooMany(retryAfterSeconds: number): Response;
}

/**
 * What all sandbox vendors share: an app that records its exchanges and misbehaves on demand, and a webhook sender.
 * `PUT /_sandbox/faults` switches faults over HTTP; `GET /_sandbox/exchanges` shows what was received.
 */
export function createVendorKit({ seed = 1, retries, tooMany }: VendorOptions): VendorKit {
  const random = createRandom(seed);
  const exchanges: Exchange[] = [];
  let current = noFaults();
  const app = new Hono<{ Bindings: HttpBindings }>();
  const setFaults = (change: Partial<Faults>) => {
    current = faults.parse({ ...current, ...change });
  };

  app.use(recordExchanges(exchanges));
  app.use(misbehave(() => current, random, tooMany));
  app.get("/_sandbox/exchanges", (c) => c.json(exchanges));
  app.get("/_sandbox/faults", (c) => c.json(current));
  app.put("/_sandbox/faults", async (c) => {
    const change = faults.partial().safeParse(await c.req.json());
    if (!change.success) return c.json({ error: change.error.issues }, 422);
    const named = Object.keys(await c.req.json());
    setFaults(Object.fromEntries(Object.entries(change.data).filter(([name]) => named.includes(name))));
    return c.json(current);
  });

  const webhooks = createWebhookSender(() => current, random, retries);
  return { app, exchanges, webhooks, random, faults: () => current, setFaults };
}
