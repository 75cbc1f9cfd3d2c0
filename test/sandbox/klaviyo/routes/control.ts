import { Hono } from "hono";
import { z } from "zod";
import { failureTypes, setFailure } from "../failures.ts";
import { Impossible } from "../impossible.ts";
import type { ReceivedEvent } from "../received-events.ts";
import type { Sandbox } from "../sandbox.ts";
import { settings } from "../settings.ts";
import { textsTo } from "../state.ts";

const channel = z.enum(["sms", "whatsapp"]).default("sms");
const text = z.strictObject({
  from: z.e164(),
  /** A short code is a number, too. */
  to: z.string().regex(/^(\+[1-9]\d{6,14}|\d{3,8})$/),
  body: z.string(),
  channel,
  media: z.array(z.strictObject({ contentType: z.string(), base64: z.base64() })).default([]),
});
const addressed = { to: z.e164(), body: z.string().min(1), channel };
const outgoing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["campaign", "flow"]), name: z.string().min(1), ...addressed }),
  z.strictObject({ kind: z.enum(["automatic", "inbox"]), ...addressed }),
]);
const click = z.strictObject({ url: z.url() });
const reach = z.strictObject({ failsWith: z.enum(failureTypes).nullable() });

/** The sandbox's own switches and views; nothing of Klaviyo's. */
export function controlRoutes({ state, messaging }: Sandbox, received: () => ReceivedEvent[]) {
  const routes = new Hono().basePath("/_sandbox");
  const read = async <Schema extends z.ZodType>(request: Request, schema: Schema) =>
    schema.parse(await request.json());

  routes.get("/events", (c) => c.json(received()));
  routes.get("/messages", (c) => c.json(state.messages));
  routes.get("/phones/:phone/texts", (c) => c.json(textsTo(state, c.req.param("phone"))));
  routes.get("/images/:id", (c) => {
    const image = state.images.get(c.req.param("id"));
    if (!image) return c.notFound();
    return c.body(image.content.stream(), 200, { "Content-Type": image.content.type });
  });
  routes.get("/settings", (c) => c.json(state.settings));
  routes.put("/settings", async (c) => {
    Object.assign(state.settings, settings.parse({ ...state.settings, ...(await c.req.json()) }));
    return c.json(state.settings);
  });
  routes.put("/phones/:phone", async (c) => {
    const { failsWith } = await read(c.req.raw, reach);
    setFailure(state, c.req.param("phone"), failsWith);
    return c.json({ failsWith });
  });
  routes.post("/texts", async (c) => {
    const { media, ...asked } = await read(c.req.raw, text);
    const pictures = media.map(({ contentType, base64 }) => ({
      contentType,
      bytes: Uint8Array.from(Buffer.from(base64, "base64")),
    }));
    return c.json(messaging.text({ ...asked, media: pictures }), 201);
  });
  routes.post("/messages", async (c) => c.json(messaging.send(await read(c.req.raw, outgoing)), 201));
  routes.post("/clicks", async (c) => {
    messaging.click((await read(c.req.raw, click)).url);
    return c.body(null, 204);
  });
  routes.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: error.issues }, 422);
    if (error instanceof Impossible) return c.json({ error: error.message }, 422);
    throw error;
  });
  return routes;
}
