import { Hono } from "hono";
import { Refusal } from "../errors.ts";
import { page } from "../paging.ts";
import { numberResource } from "../resources.ts";
import { isWebUrl } from "../send-message.ts";
import { type IncomingNumber, now, type TwilioState } from "../state.ts";
import { notFound } from "./authenticate.ts";

/** `/IncomingPhoneNumbers.json` and `/IncomingPhoneNumbers/{Sid}.json`: where a number's webhooks go. */
export function numberRoutes(state: TwilioState) {
  const app = new Hono();

  function find(path: string, file: string): IncomingNumber {
    const number = state.numbers.get(file.replace(/\.json$/, ""));
    if (!number || number.kind === "short_code") throw notFound(path);
    return number;
  }

  app.get("/IncomingPhoneNumbers.json", (c) => {
    const { PhoneNumber: phone, FriendlyName: name } = c.req.query();
    const found = [...state.numbers.values()].filter(
      ({ kind, phoneNumber, friendlyName }) =>
        kind !== "short_code" && (!phone || phoneNumber.includes(phone)) && (!name || friendlyName === name),
    );
    const { items, envelope } = page(new URL(c.req.url), found);
    const numbers = items.map((number) => numberResource(state, number));
    return c.json({ ...envelope, incoming_phone_numbers: numbers });
  });

  app.get("/IncomingPhoneNumbers/:file{[^/]+\\.json}", (c) =>
    c.json(numberResource(state, find(c.req.path, c.req.param("file")))),
  );

  app.post("/IncomingPhoneNumbers/:file{[^/]+\\.json}", async (c) => {
    const number = find(c.req.path, c.req.param("file"));
    const form = new URLSearchParams(await c.req.text());
    const smsUrl = form.get("SmsUrl") ?? number.smsUrl;
    const statusCallback = form.get("StatusCallback") ?? number.statusCallback;
    const smsMethod = form.get("SmsMethod") ?? number.smsMethod;
    if (smsUrl !== "" && !isWebUrl(smsUrl)) throw new Refusal(21502, smsUrl);
    if (statusCallback !== "" && !isWebUrl(statusCallback)) throw new Refusal(21609, statusCallback);
    if (smsMethod !== "GET" && smsMethod !== "POST") throw new Refusal(21403, smsMethod);
    const friendlyName = form.get("FriendlyName") ?? number.friendlyName;
    Object.assign(number, { smsUrl, smsMethod, statusCallback, friendlyName, dateUpdated: now(state) });
    return c.json(numberResource(state, number));
  });

  return app;
}
