import { Hono } from "hono";
import { z } from "zod";
import { bare, isName, isPhone, isShortCode } from "../address.ts";
import { markRead } from "../delivery.ts";
import { isFailure, isRefusal } from "../errors.ts";
import { setFailure } from "../reach.ts";
import { receiveText } from "../receive-text.ts";
import { messageResource } from "../resources.ts";
import { addSender } from "../senders.ts";
import type { TwilioContext } from "../state.ts";

const address = z
  .string()
  .refine((given) => isPhone(bare(given)) || isShortCode(given) || isName(given), "is no address");
const text = z.object({
  from: address,
  to: address,
  body: z.string().default(""),
  media: z.array(z.object({ contentType: z.string(), base64: z.base64() })).default([]),
});
const reach = z.object({
  /** A Twilio error code that messages to the phone end with; null: none. */
  failsWith: z
    .number()
    .refine((code) => isFailure(code) || isRefusal(code))
    .nullable(),
});
const sender = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["long_code", "toll_free"]),
    address: z.string().refine(isPhone),
    whatsapp: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("short_code"), address: z.string().refine(isShortCode) }),
  z.object({ kind: z.literal("name"), address: z.string().refine(isName) }),
]);
const clock = z.object({ aheadMs: z.number() });
const pace = z.object({ sentMs: z.number().min(0), deliveredMs: z.number().min(0) }).partial();

/** The sandbox's own endpoints: text as a customer, be out of reach, turn the clock, look at what is there. */
export function controlRoutes(context: TwilioContext) {
  const { state } = context;
  const app = new Hono();

  app.post("/texts", async (c) => {
    const asked = text.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    const media = asked.data.media.map(({ contentType, base64 }) => ({
      contentType,
      bytes: Uint8Array.from(Buffer.from(base64, "base64")),
    }));
    return c.json(messageResource(state, receiveText(context, { ...asked.data, media })), 201);
  });

  app.get("/state", (c) =>
    c.json({
      messages: [...state.messages.values()],
      carrierTexts: state.carrierTexts,
      numbers: [...state.numbers.values()],
      optOuts: [...state.optOuts],
      failures: Object.fromEntries(state.failures),
      names: [...state.names],
      clockAheadMs: state.clockAheadMs,
      pace: state.pace,
    }),
  );

  app.put("/phones/:phone", async (c) => {
    const asked = reach.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    setFailure(context, c.req.param("phone"), asked.data.failsWith);
    return c.json(asked.data);
  });

  app.put("/phones/:phone/read", (c) => {
    markRead(context, c.req.param("phone"));
    return c.body(null, 204);
  });

  app.post("/senders", async (c) => {
    const asked = sender.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    addSender(state, context.newSid, asked.data);
    return c.json(asked.data, 201);
  });

  app.put("/clock", async (c) => {
    const asked = clock.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    state.clockAheadMs = asked.data.aheadMs;
    return c.json(asked.data);
  });

  app.put("/pace", async (c) => {
    const asked = pace.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    Object.assign(state.pace, asked.data);
    return c.json(state.pace);
  });

  return app;
}
