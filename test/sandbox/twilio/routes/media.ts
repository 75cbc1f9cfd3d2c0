import { Hono } from "hono";
import { page } from "../paging.ts";
import { mediaResource } from "../resources.ts";
import { type Media, mediaOf, type TwilioState } from "../state.ts";
import { notFound } from "./authenticate.ts";

/** Stands in for Twilio's CDN, which needs no password. */
export const MEDIA_STORAGE = "/_storage";

export function storedMedia(state: TwilioState) {
  return new Hono().get("/:media", (c) => {
    const media = state.media.get(c.req.param("media"));
    return media ? c.body(media.bytes, 200, { "content-type": media.contentType }) : c.notFound();
  });
}

/** A message's pictures: their records at `.json`; the same path without it leads to the picture itself. */
export function mediaRoutes(state: TwilioState) {
  const app = new Hono();

  function find(path: string, messageSid: string, mediaSid: string): Media {
    const media = state.media.get(mediaSid);
    if (media?.messageSid !== messageSid) throw notFound(path);
    return media;
  }

  app.get("/Messages/:message/Media.json", (c) => {
    const messageSid = c.req.param("message");
    if (!state.messages.has(messageSid)) throw notFound(c.req.path);
    const { items, envelope } = page(new URL(c.req.url), mediaOf(state, messageSid));
    return c.json({ ...envelope, media_list: items.map((media) => mediaResource(state, media)) });
  });

  app.get("/Messages/:message/Media/:media", (c) => {
    const { message, media: file } = c.req.param();
    const media = find(c.req.path, message, file.replace(/\.json$/, ""));
    if (file.endsWith(".json")) return c.json(mediaResource(state, media));
    return c.redirect(`${MEDIA_STORAGE}/${media.sid}`, 307);
  });

  app.delete("/Messages/:message/Media/:media{[^/]+\\.json}", (c) => {
    const { message, media: file } = c.req.param();
    state.media.delete(find(c.req.path, message, file.replace(/\.json$/, "")).sid);
    return c.body(null, 204);
  });

  return app;
}
