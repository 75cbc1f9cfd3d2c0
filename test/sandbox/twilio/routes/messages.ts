import { Hono } from "hono";
import { Refusal } from "../errors.ts";
import { messageFilter } from "../message-filter.ts";
import { page } from "../paging.ts";
import { messageResource } from "../resources.ts";
import { sendMessage } from "../send-message.ts";
import { type Message, mediaOf, type TwilioContext, update } from "../state.ts";
import { notFound } from "./authenticate.ts";

const UNFINISHED = ["queued", "sending", "receiving"];

/** `/Messages.json` and `/Messages/{Sid}.json`. */
export function messageRoutes(context: TwilioContext) {
  const { state } = context;
  const app = new Hono();

  function find(path: string, file: string): Message {
    const message = state.messages.get(file.replace(/\.json$/, ""));
    if (!message) throw notFound(path);
    return message;
  }

  app.post("/Messages.json", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    if (form.has("MessagingServiceSid")) throw new Refusal(21705, form.get("MessagingServiceSid") ?? "");
    const message = sendMessage(context, {
      direction: "outbound-api",
      from: form.get("From") ?? "",
      to: form.get("To") ?? "",
      body: form.get("Body") ?? "",
      mediaUrls: form.getAll("MediaUrl"),
      statusCallback: form.get("StatusCallback"),
    });
    return c.json(messageResource(state, message), 201);
  });

  app.get("/Messages.json", (c) => {
    const url = new URL(c.req.url);
    const found = [...state.messages.values()].reverse().filter(messageFilter(url.searchParams));
    const { items, envelope } = page(url, found);
    return c.json({ ...envelope, messages: items.map((message) => messageResource(state, message)) });
  });

  app.get("/Messages/:file{[^/]+\\.json}", (c) =>
    c.json(messageResource(state, find(c.req.path, c.req.param("file")))),
  );

  app.post("/Messages/:file{[^/]+\\.json}", async (c) => {
    const message = find(c.req.path, c.req.param("file"));
    const form = new URLSearchParams(await c.req.text());
    const body = form.get("Body");
    const status = form.get("Status");
    if (body) throw new Refusal(20001, "Body can only be redacted: it must be empty");
    if (status !== null && status !== "canceled") throw new Refusal(20001, "Status");
    if (status === "canceled" && message.status !== "queued") throw new Refusal(30409);
    if (body === "" && UNFINISHED.includes(message.status)) throw new Refusal(20009);
    update(context, message, { ...(body === "" && { body: "" }), ...(status && { status }) });
    return c.json(messageResource(state, message));
  });

  app.delete("/Messages/:file{[^/]+\\.json}", (c) => {
    const message = find(c.req.path, c.req.param("file"));
    if (UNFINISHED.includes(message.status)) throw new Refusal(20009);
    for (const { sid } of mediaOf(state, message.sid)) state.media.delete(sid);
    state.messages.delete(message.sid);
    return c.body(null, 204);
  });

  return app;
}
