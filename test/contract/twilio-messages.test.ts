import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { sign } from "../sandbox/twilio/signature.ts";
import { PIXEL, startTwilio } from "./twilio-caller.ts";

let started: Awaited<ReturnType<typeof startTwilio>>;
let maren: string;
beforeEach(async () => {
  started = await startTwilio();
  maren = started.customer("maren-voss").phone;
});
afterEach(() => started.close());

const statusesSeen = () => started.received.map(({ params }) => params.MessageStatus);

test("a message is queued, sent and delivered, and each step after the first is told, signed", async () => {
  const { send, serverOrigin, twilio, received, call } = started;
  const seen: string[] = [];
  twilio.events.on("message", ({ status }) => seen.push(status));
  const { status, body } = await send({
    To: maren,
    Body: "Grüße 👋",
    StatusCallback: `${serverOrigin}/s?a=1`,
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "queued", date_sent: null, num_segments: "1", num_media: "0" });
  await twilio.idle();
  expect(seen).toEqual(["queued", "sent", "delivered"]);
  expect(statusesSeen().sort()).toEqual(["delivered", "sent"]);
  const [first] = received;
  expect(first?.params).toMatchObject({ MessageSid: body.sid, From: started.world.smsNumber, To: maren });
  const signature = sign(twilio.credentials.authToken, `${serverOrigin}/s?a=1`, first!.params);
  expect(first?.headers["x-twilio-signature"]).toBe(signature);
  const delivered = await call("GET", body.uri);
  expect(delivered.body).toMatchObject({ status: "delivered", price: "-0.00790" });
});

test.each([
  [30003, "undelivered", ["sent", "undelivered"]],
  [30034, "failed", ["failed"]],
])("a phone that fails with %i leaves a message %s", async (code, status, steps) => {
  const { send, serverOrigin, twilio, received, call } = started;
  twilio.setFailure(maren, code);
  const { body } = await send({ To: maren, Body: "Hi", StatusCallback: `${serverOrigin}/s` });
  await twilio.idle();
  expect(statusesSeen().sort()).toEqual(steps);
  expect(received.find(({ params }) => params.MessageStatus === status)?.params.ErrorCode).toBe(String(code));
  const found = await call("GET", body.uri);
  expect(found.body).toMatchObject({ status, error_code: code, error_message: expect.any(String) });
});

test("pictures are fetched when the message goes out, or it fails", async () => {
  const { twilio, call, serverOrigin, vendorOrigin, authorization } = started;
  const form = (url: string): [string, string][] => [
    ["To", maren],
    ["From", started.world.smsNumber],
    ["MediaUrl", `${serverOrigin}/picture.png`],
    ["MediaUrl", serverOrigin + url],
  ];
  const good = await call("POST", "/Messages.json", form("/picture.png?second"));
  const bad = await call("POST", "/Messages.json", form("/page.html"));
  await twilio.idle();
  expect(good.body).toMatchObject({ sid: expect.stringMatching(/^MM/), num_media: "2" });
  const { body } = await call("GET", good.body.subresource_uris.media);
  expect(body.media_list).toHaveLength(2);
  const url = vendorOrigin + body.media_list[0].uri.replace(/\.json$/, "");
  expect((await fetch(url)).status).toBe(401);
  const picture = await fetch(url, { headers: { authorization } });
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PIXEL);
  expect((await call("GET", bad.body.uri)).body).toMatchObject({ status: "failed", error_code: 12300 });
});

test("the list is filtered by To, From and DateSent, newest first, and paged", async () => {
  const { send, call, customer, twilio, world } = started;
  const tom = customer("tom-whitfield").phone;
  for (const [To, Body] of [
    [maren, "one"],
    [tom, "two"],
    [maren, "three"],
  ] as const) {
    await send({ To, Body });
  }
  twilio.text({ from: maren, to: world.smsNumber, body: "four" });
  await twilio.idle();
  const bodies = async (query: string) =>
    (await call("GET", `/Messages.json?${query}`)).body.messages.map(({ body }: { body: string }) => body);
  const own = `To=${encodeURIComponent(maren)}`;
  expect(await bodies("")).toEqual(["four", "three", "two", "one"]);
  expect(await bodies(own)).toEqual(["three", "one"]);
  expect(await bodies(`From=${encodeURIComponent(maren)}`)).toEqual(["four"]);
  const today = new Date().toISOString().slice(0, 10);
  const minuteAgo = encodeURIComponent(new Date(Date.now() - 60_000).toISOString());
  const inAMinute = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
  expect(await bodies(`${own}&DateSent>=${minuteAgo}&DateSent<=${inAMinute}`)).toEqual(["three", "one"]);
  expect(await bodies(`${own}&DateSent>=${inAMinute}`)).toEqual([]);
  expect(await bodies("DateSent<=2020-01-01")).toEqual([]);
  expect(await bodies(`DateSent>=${today}`)).toHaveLength(4);

  const first = await call("GET", "/Messages.json?PageSize=3");
  await send({ To: tom, Body: "five" });
  const second = await call("GET", first.body.next_page_uri);
  expect(second.body.messages.map(({ body }: { body: string }) => body)).toEqual(["one"]);
  expect(second.body.next_page_uri).toBeNull();
});

test("a message can be canceled while it waits, and redacted and deleted once it is done", async () => {
  const { send, call, twilio } = started;
  twilio.state.pace.sentMs = 5_000;
  const { body: early } = await send({ To: maren, Body: "Wrong person" });
  expect((await call("DELETE", early.uri)).body.code).toBe(20009);
  expect((await call("POST", early.uri, { Status: "canceled" })).body.status).toBe("canceled");
  twilio.state.pace.sentMs = 5;
  const { body: sent } = await send({ To: maren, Body: "Secret" });
  await eventually(() => twilio.state.messages.get(sent.sid)?.status === "delivered");
  expect((await call("POST", sent.uri, { Status: "canceled" })).body.code).toBe(30409);
  expect((await call("POST", sent.uri, { Body: "" })).body.body).toBe("");
  expect((await call("DELETE", sent.uri)).status).toBe(204);
  expect((await call("GET", sent.uri)).status).toBe(404);
  expect((await call("GET", early.uri)).body.status).toBe("canceled");
});
