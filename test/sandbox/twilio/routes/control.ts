import { Hono } from "hono";
import { z } from "zod";
import { isFailure, isRefusal } from "../errors.ts";
import { receiveText } from "../receive-text.ts";
import { messageResource } from "../resources.ts";
import type { TwilioContext } from "../state.ts";

const text = z.object({
  from: z.e164(),
  to: z.e164(),
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
const pace = z.object({ sentMs: z.number().min(0), deliveredMs: z.number().min(0) }).partial();

/** The sandbox's own endpoints: text as a customer, make a phone unreachable, look at what is there. */
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
      pace: state.pace,
    }),
  );

  app.put("/phones/:phone", async (c) => {
    const asked = reach.safeParse(await c.req.json());
    if (!asked.success) return c.json({ error: asked.error.issues }, 422);
    setFailure(context, c.req.param("phone"), asked.data.failsWith);
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

/** Messages to this phone end with an error code from now on; with null, they arrive again. */
export function setFailure({ state, events }: TwilioContext, phone: string, code: number | null): void {
  if (code === null) state.failures.delete(phone);
  else state.failures.set(phone, code);
  events.emit("reach", phone);
}
