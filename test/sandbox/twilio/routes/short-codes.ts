import { Hono } from "hono";
import { Refusal } from "../errors.ts";
import { page } from "../paging.ts";
import { shortCodeResource } from "../resources.ts";
import { isWebUrl } from "../send-message.ts";
import { type IncomingNumber, now, type TwilioState } from "../state.ts";
import { notFound } from "./authenticate.ts";

/** `/SMS/ShortCodes.json` and `/SMS/ShortCodes/{Sid}.json`. */
export function shortCodeRoutes(state: TwilioState) {
  const app = new Hono();
  const codes = () => [...state.numbers.values()].filter(({ kind }) => kind === "short_code");

  function find(path: string, file: string): IncomingNumber {
    const code = codes().find(({ sid }) => `${sid}.json` === file);
    if (!code) throw notFound(path);
    return code;
  }

  app.get("/SMS/ShortCodes.json", (c) => {
    const { ShortCode: wanted } = c.req.query();
    const found = codes().filter(({ phoneNumber }) => !wanted || phoneNumber === wanted);
    const { items, envelope } = page(new URL(c.req.url), found);
    return c.json({ ...envelope, short_codes: items.map((code) => shortCodeResource(state, code)) });
  });

  app.get("/SMS/ShortCodes/:file{[^/]+\\.json}", (c) =>
    c.json(shortCodeResource(state, find(c.req.path, c.req.param("file")))),
  );

  app.post("/SMS/ShortCodes/:file{[^/]+\\.json}", async (c) => {
    const code = find(c.req.path, c.req.param("file"));
    const form = new URLSearchParams(await c.req.text());
    const smsUrl = form.get("SmsUrl") ?? code.smsUrl;
    if (smsUrl !== "" && !isWebUrl(smsUrl)) throw new Refusal(21502, smsUrl);
    const friendlyName = form.get("FriendlyName") ?? code.friendlyName;
    Object.assign(code, { smsUrl, friendlyName, dateUpdated: now(state) });
    return c.json(shortCodeResource(state, code));
  });

  return app;
}
