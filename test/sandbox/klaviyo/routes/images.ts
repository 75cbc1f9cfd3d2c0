import { Hono } from "hono";
import { z } from "zod";
import { iso } from "../dates.ts";
import { type Resource, readBody, reply, resourceUrl } from "../documents.ts";
import { invalid, notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { IMAGES, M } from "../rate-limits.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Image } from "../state.ts";
import { bodyOf } from "./body.ts";

const LARGEST_BYTES = 5 * 1024 * 1024;
const FORMATS = ["jpeg", "png", "gif"];

const imported = bodyOf("image", {
  attributes: z.strictObject({
    import_from_url: z.url(),
    name: z.string().nullish(),
    hidden: z.boolean().nullish(),
  }),
});

/** Pictures for messages, from a URL or a file. */
export function imageRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();
  const writing = guard({ limit: IMAGES, scopes: ["images:write"] });

  function keep(content: Blob, name: string | null | undefined, hidden: boolean): Resource {
    const { type, size } = content;
    const format = type.replace("image/", "");
    if (!FORMATS.includes(format) || size > LARGEST_BYTES) {
      throw invalid("The image must be a jpeg, png or gif of at most 5 MB.", { pointer: "/data/attributes" });
    }
    const id = state.ids.short("image", undefined, 9);
    const url = `${state.origin}/_sandbox/images/${id}`;
    const image = { id, name: name ?? `image-${id}`, url, format, content, hidden, updated: state.now() };
    state.images.set(id, image);
    return imageResource(image);
  }

  const imageResource = ({ id, name, url, format, content, hidden, updated }: Image): Resource => ({
    type: "image",
    id,
    attributes: { name, image_url: url, format, size: content.size, hidden, updated_at: iso(updated) },
    links: { self: resourceUrl(state.origin, { type: "image", id }) },
  });

  async function fetched(url: string): Promise<Blob> {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return await answer.blob();
    } catch {
      // Unreachable and refused are the same to the caller.
    }
    throw invalid("The image could not be fetched.", { pointer: "/data/attributes/import_from_url" });
  }

  routes.post("/api/images", writing, async (c) => {
    const { import_from_url, name, hidden } = (await readBody(c, imported)).data.attributes;
    return reply(c, keep(await fetched(import_from_url), name, hidden ?? false), { status: 201 });
  });
  routes.post("/api/image-upload", writing, async (c) => {
    const { file, name, hidden } = await c.req.parseBody();
    if (!(file instanceof File)) throw invalid("A file is required.", { parameter: "file" });
    const named = typeof name === "string" ? name : file.name;
    return reply(c, keep(file, named, hidden === "true"), { status: 201 });
  });
  routes.get("/api/images/:id", guard({ limit: M, scopes: ["images:read"] }), (c) => {
    const id = c.req.param("id");
    const image = state.images.get(id);
    if (!image) throw notFound("image", id);
    return reply(c, imageResource(image));
  });
  return routes;
}
