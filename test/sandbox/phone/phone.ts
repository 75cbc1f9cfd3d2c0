import { MAX_SMS_LENGTH } from "@sidethread/shared/sms-segments";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { addressOn, bare } from "../twilio/address.ts";
import type { Twilio } from "../twilio/twilio.ts";
import type { World } from "../world/world.ts";
import { assets } from "./assets.ts";
import { createPhones } from "./phones.ts";

const PICTURE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const LARGEST_PICTURE = 5 * 1024 * 1024;
const KEEP_ALIVE_MS = 15_000;

const channel = z.enum(["sms", "whatsapp"]).catch("sms");

const written = z.object({
  body: z.string().max(MAX_SMS_LENGTH).default(""),
  picture: z
    .array(
      z
        .file()
        .mime(PICTURE_TYPES as z.core.util.MimeTypes[])
        .max(LARGEST_PICTURE),
    )
    .max(10)
    .default([]),
});

/** The customers' phones as a page: text as any of them, see what reaches them. Mounted at `/phone`. */
export function phone(twilio: Twilio, world: World): Hono {
  const phones = createPhones(twilio, world);
  const app = new Hono();
  app.use(secureHeaders());
  app.route("/", assets());

  app.get("/api/phones", (c) => c.json(phones.all()));

  app.get("/api/phones/:key/texts", (c) => {
    const customer = phones.find(c.req.param("key"));
    return customer ? c.json(phones.textsOf(customer, channel.parse(c.req.query("channel")))) : c.notFound();
  });

  app.post("/api/phones/:key/texts", async (c) => {
    const customer = phones.find(c.req.param("key"));
    if (!customer) return c.notFound();
    if (phones.isOffline(customer)) return c.json({ error: "This phone is in aeroplane mode." }, 409);
    const asked = written.safeParse(await c.req.parseBody({ all: true }).then(withPictures));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 422);
    const { body, picture } = asked.data;
    if (body.trim() === "" && picture.length === 0)
      return c.json({ error: "There is nothing to send." }, 422);
    const media = await Promise.all(
      picture.map(async (file) => ({
        contentType: file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    const over = channel.parse(c.req.query("channel"));
    const [from, to] = [addressOn(over, customer.phone), addressOn(over, world.smsNumber)];
    // A WhatsApp message has one picture; the words are under the first.
    const [first = { body, media }, ...others] =
      over === "whatsapp" ? media.map((one, index) => ({ body: index === 0 ? body : "", media: [one] })) : [];
    const { sid } = twilio.text({ from, to, ...first });
    for (const other of others) twilio.text({ from, to, ...other });
    return c.json({ id: sid }, 201);
  });

  app.put("/api/phones/:key/offline", async (c) => {
    const customer = phones.find(c.req.param("key"));
    const offline = z.boolean().safeParse(await c.req.json());
    if (!customer || !offline.success) return c.notFound();
    phones.setOffline(customer, offline.data);
    return c.body(null, 204);
  });

  app.put("/api/phones/:key/read", (c) => {
    const customer = phones.find(c.req.param("key"));
    if (!customer) return c.notFound();
    phones.markRead(customer, channel.parse(c.req.query("channel")));
    return c.body(null, 204);
  });

  app.get("/api/media/:sid", (c) => {
    const media = twilio.state.media.get(c.req.param("sid"));
    if (!media) return c.notFound();
    c.header("content-security-policy", "default-src 'none'; sandbox");
    c.header("cache-control", "private, max-age=3600, immutable");
    return c.body(media.bytes, 200, { "content-type": media.contentType });
  });

  app.get("/api/changes", (c) =>
    streamSSE(c, async (stream) => {
      const tell = (number: string) => {
        void stream.writeSSE({ event: "change", data: number });
      };
      const onText = ({ from, to }: { from: string; to: string }) =>
        tell(bare(bare(from) === world.smsNumber ? to : from));
      twilio.events.on("message", onText).on("carrierText", onText).on("reach", tell);
      const stillOpen = setInterval(() => void stream.write(": open\n\n"), KEEP_ALIVE_MS);
      stillOpen.unref();
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      clearInterval(stillOpen);
      twilio.events.off("message", onText).off("carrierText", onText).off("reach", tell);
    }),
  );

  return app;
}

const withPictures = ({ body, picture }: Record<string, unknown>) => ({
  body,
  picture: picture === undefined ? [] : [picture].flat(),
});
