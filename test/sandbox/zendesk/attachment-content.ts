import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { ZendeskState } from "./state.ts";

/** What a `content_url` leads to: the file, for whoever has the address. */
export function attachmentContent(state: ZendeskState) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/attachments/token/:token/", (c) => {
    const attachment = [...state.attachments.values()].find(({ token }) => token === c.req.param("token"));
    if (!attachment) return c.notFound();
    return c.body(attachment.content, 200, {
      "content-type": attachment.content_type,
      "x-content-type-options": "nosniff",
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(attachment.file_name)}`,
    });
  });
  return app;
}
