import { Hono } from "hono";
import { listen } from "../sandbox/kit/listen.ts";
import { createTwilio } from "../sandbox/twilio/twilio.ts";
import { createWorld } from "../sandbox/world/create-world.ts";

export const PIXEL = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

export interface Received {
  path: string;
  headers: Record<string, string>;
  params: Record<string, string>;
}

/** Twilio with the shop's number and a quick carrier, a server that takes its webhooks, and a client. */
export async function startTwilio() {
  const twilio = createTwilio();
  const world = createWorld({ now: new Date("2026-11-20T10:00:00Z") });
  twilio.load(world);
  Object.assign(twilio.state.pace, { sentMs: 5, deliveredMs: 5 });
  const vendor = await listen(twilio.app);
  const received: Received[] = [];
  const answers: Response[] = [];
  const receiver = new Hono();
  receiver.get("/picture.png", (c) => c.body(PIXEL, 200, { "content-type": "image/png" }));
  receiver.get("/page.html", (c) => c.html("<p>No picture</p>"));
  receiver.get("/media/:kind/:type/:bytes", (c) => {
    const { kind, type, bytes } = c.req.param();
    return c.body(new Uint8Array(Number(bytes)), 200, { "content-type": `${kind}/${type}` });
  });
  receiver.all("/*", async (c) => {
    const url = new URL(c.req.url);
    const params = Object.fromEntries(new URLSearchParams(await c.req.text()));
    received.push({ path: url.pathname + url.search, headers: c.req.header(), params });
    return answers.shift() ?? c.body("<Response/>", 200, { "content-type": "text/xml" });
  });
  const server = await listen(receiver);
  const { accountSid, authToken } = twilio.credentials;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const account = `/2010-04-01/Accounts/${accountSid}`;

  /** Calls the API with a path under the account, or the whole path. */
  async function call(method: string, path: string, form?: Record<string, string> | [string, string][]) {
    const url = vendor.origin + (path.startsWith("/2010") ? path : account + path);
    const body = form ? new URLSearchParams(form) : null;
    const response = await fetch(url, { method, headers: { authorization }, body });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  }

  const customer = (key: string) => world.customers.find((one) => one.key === key)!;
  const number = [...twilio.state.numbers.values()][0]!;
  return {
    twilio,
    world,
    number,
    call,
    customer,
    authorization,
    account,
    /** Webhooks that came, oldest first; each takes the next of `answers`, or gets an empty TwiML. */
    received,
    answers,
    vendorOrigin: vendor.origin,
    serverOrigin: server.origin,
    send: (form: Record<string, string>) =>
      call("POST", "/Messages.json", { From: world.smsNumber, ...form }),
    async close() {
      twilio.stop();
      await Promise.all([vendor.close(), server.close()]);
    },
  };
}
