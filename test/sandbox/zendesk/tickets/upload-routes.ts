import type { Account } from "../account.ts";
import { createApi, idParam, originOf } from "../http/api.ts";
import { invalidAttribute, recordNotFound } from "../http/errors.ts";
import { randomToken } from "../random-token.ts";
import type { Attachment } from "../records.ts";
import { isoSeconds } from "../time.ts";
import { presentAttachment } from "./present-ticket.ts";

const KEPT_MS = 3 * 24 * 3_600_000;

/** Files on their way into comments: `POST /uploads?filename=` with the raw bytes. */
export function uploadRoutes({ state, random }: Account) {
  const api = createApi();

  api.post("/uploads", async (c) => {
    const filename = c.req.query("filename");
    if (!filename) throw invalidAttribute("filename", "is required");
    const attachment: Attachment = {
      id: state.nextId("attachment"),
      token: randomToken(random),
      file_name: filename,
      content_type: c.req.header("content-type") ?? "application/binary",
      content: new Uint8Array(await c.req.arrayBuffer()),
    };
    const uploadToken = c.req.query("token") ?? randomToken(random);
    const attachments = [...(state.uploads.get(uploadToken) ?? []), attachment];
    state.uploads.set(uploadToken, attachments);
    state.attachments.set(attachment.id, attachment);
    const shown = attachments.map((one) => presentAttachment(one, originOf(c)));
    const expires_at = isoSeconds(new Date(Date.now() + KEPT_MS));
    return c.json(
      { upload: { token: uploadToken, expires_at, attachments: shown, attachment: shown.at(-1) } },
      201,
    );
  });

  api.delete("/uploads/:token", (c) => {
    if (!state.uploads.delete(c.req.param("token"))) throw recordNotFound();
    return c.body(null, 204);
  });

  api.get("/attachments/:id", (c) => {
    const attachment = state.attachments.get(idParam(c));
    if (!attachment) throw recordNotFound();
    return c.json({ attachment: presentAttachment(attachment, originOf(c)) });
  });

  return api;
}
