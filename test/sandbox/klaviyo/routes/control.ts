import { Hono } from "hono";
import { z } from "zod";
import type { Messaging } from "../messaging.ts";
import type { ReceivedEvent } from "../received-events.ts";
import { settings } from "../settings.ts";
import type { State } from "../state.ts";

const text = z.strictObject({ from: z.e164(), to: z.e164(), body: z.string().min(1) });

/** The sandbox's own switches and views; nothing of Klaviyo's. */
export function controlRoutes(state: State, messaging: Messaging, received: () => ReceivedEvent[]) {
  const routes = new Hono();

  routes.get("/_sandbox/events", (c) => c.json(received()));
  routes.get("/_sandbox/messages", (c) => c.json(state.messages));
  routes.get("/_sandbox/images/:id", (c) => {
    const image = state.images.get(c.req.param("id"));
    if (!image) return c.notFound();
    return c.body(image.content.stream(), 200, { "Content-Type": image.content.type });
  });
  routes.get("/_sandbox/settings", (c) => c.json(state.settings));
  routes.put("/_sandbox/settings", async (c) => {
    const change = settings.safeParse({ ...state.settings, ...(await c.req.json()) });
    if (!change.success) return c.json({ error: change.error.issues }, 422);
    Object.assign(state.settings, change.data);
    return c.json(state.settings);
  });
  routes.post("/_sandbox/texts", async (c) => {
    const asked = text.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    return c.json(messaging.text(asked.data), 201);
  });
  return routes;
}
