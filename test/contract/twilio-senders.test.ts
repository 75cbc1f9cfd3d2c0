import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { twilioDescription } from "./kit/descriptions.ts";
import { startTwilio } from "./twilio-caller.ts";

const description = await twilioDescription();
const GERMAN = "+4915112345678";
const AMERICAN = "+12065550123";

let started: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  started = await startTwilio();
  started.twilio.setOrigin(started.vendorOrigin);
  for (const sender of [
    { kind: "toll_free", address: "+18005550100" },
    { kind: "short_code", address: "32665" },
    { kind: "name", address: "Moorlicht" },
  ]) {
    const asked = { method: "POST", body: JSON.stringify(sender) };
    expect((await fetch(`${started.vendorOrigin}/_sandbox/senders`, asked)).status).toBe(201);
  }
});
afterEach(() => started.close());

describe("who can be reached from where", () => {
  test.each([
    ["a toll-free number to America", "+18005550100", AMERICAN, null],
    ["a toll-free number to Germany", "+18005550100", GERMAN, 21612],
    ["a short code to America", "32665", AMERICAN, null],
    ["a short code to Germany", "32665", GERMAN, 21612],
    ["a name to Germany", "Moorlicht", GERMAN, null],
    ["a name to America", "Moorlicht", AMERICAN, 21612],
    ["somebody else's name", "Nordlicht", GERMAN, 21212],
    ["somebody else's short code", "32666", AMERICAN, 21606],
    ["anybody to a short code", "+4917604069099", "32665", 21211],
    ["anybody to a name", "+4917604069099", "DHL", 21211],
  ])("%s", async (_, From, To, code) => {
    const { status, body } = await started.send({ From, To, Body: "Hi" });
    expect([status, body.code ?? null]).toEqual([code === null ? 201 : 400, code]);
  });
});

test.each(["72975", "DHL"])("a machine, %s, can text us but not be answered", async (from) => {
  const { twilio, number, serverOrigin, world, received, vendorOrigin } = started;
  number.smsUrl = `${serverOrigin}/sms`;
  const text = { from, to: world.smsNumber, body: "Your parcel is on its way" };
  const asked = await fetch(`${vendorOrigin}/_sandbox/texts`, { method: "POST", body: JSON.stringify(text) });
  expect(asked.status).toBe(201);
  await twilio.idle();
  expect(received[0]?.params).toMatchObject({ From: from, Body: text.body, FromCountry: "" });
  expect((await started.send({ To: from, Body: "Thanks" })).body.code).toBe(21211);
});

test("the network answers STOP to a toll-free number; nobody does for a short code", async () => {
  const { twilio, number, serverOrigin, received } = started;
  for (const one of twilio.state.numbers.values()) one.smsUrl = `${serverOrigin}/sms`;
  expect(number.kind).toBe("long_code");
  twilio.text({ from: AMERICAN, to: "+18005550100", body: "Stop" });
  twilio.text({ from: AMERICAN, to: "32665", body: "Stop" });
  await twilio.idle();
  expect(twilio.state.carrierTexts).toMatchObject([{ body: expect.stringMatching(/^NETWORK MSG/) }]);
  expect(received.map(({ params }) => [params.To, params.OptOutType]).sort()).toEqual([
    ["+18005550100", "STOP"],
    ["32665", undefined],
  ]);
  const refused = await started.send({ From: "+18005550100", To: AMERICAN, Body: "Hi" });
  expect(refused.body.code).toBe(21610);
  expect((await started.send({ From: "32665", To: AMERICAN, Body: "Hi" })).status).toBe(201);
});

test.skipIf(description === null)(
  "short codes are listed and set up as Twilio describes it (skipped without ../shared/specs)",
  async () => {
    const { call, twilio, serverOrigin } = started;
    for (const one of twilio.state.numbers.values()) {
      Object.assign(one, { smsUrl: `${serverOrigin}/old`, statusCallback: `${serverOrigin}/status` });
    }
    const { body } = await call("GET", "/SMS/ShortCodes.json?ShortCode=32665");
    expect(body.short_codes).toMatchObject([{ short_code: "32665" }]);
    const SmsUrl = `${serverOrigin}/sms`;
    expect((await call("POST", body.short_codes[0].uri, { SmsUrl })).body.sms_url).toBe(SmsUrl);
    expect((await call("GET", body.short_codes[0].uri)).body.sms_url).toBe(SmsUrl);
    const numbers = await call("GET", "/IncomingPhoneNumbers.json");
    expect(numbers.body.incoming_phone_numbers).toHaveLength(2);
    expect((await call("GET", "/SMS/ShortCodes/SC00.json")).body.code).toBe(20404);
    const answered = twilio.exchanges.filter(({ status }) => status < 300);
    expect(answered.flatMap((exchange) => description?.violations(exchange))).toEqual([]);
  },
);

describe("pictures by MMS", () => {
  const media = (paths: string[]) =>
    started.call("POST", "/Messages.json", [
      ["From", started.world.smsNumber],
      ["To", GERMAN],
      ...paths.map((path): [string, string] => ["MediaUrl", started.serverOrigin + path]),
    ]);

  test.each([
    ["ten", Array<string>(10).fill("/picture.png"), "delivered", null],
    ["5 MB in two", Array<string>(2).fill(`/media/image/jpeg/${2.5 * 1024 * 1024}`), "delivered", null],
    ["more in two", Array<string>(2).fill(`/media/image/jpeg/${2.5 * 1024 * 1024 + 1}`), "failed", 11751],
    ["a WebP", ["/picture.png", "/media/image/webp/20"], "failed", 12300],
  ])("%s", async (_, paths, status, code) => {
    const { body } = await media(paths);
    await started.twilio.idle();
    const found = await started.call("GET", body.uri);
    expect(found.body).toMatchObject({ status, error_code: code });
    const kept = [...started.twilio.state.media.values()];
    expect(kept).toHaveLength(code === null ? paths.length : 0);
  });

  test("eleven are refused at once, and one that does not answer fails", async () => {
    expect((await media(Array<string>(11).fill("/picture.png"))).body.code).toBe(21623);
    const { body } = await started.send({ To: GERMAN, MediaUrl: "http://127.0.0.1:1/picture.png" });
    await started.twilio.idle();
    expect((await started.call("GET", body.uri)).body.error_code).toBe(11200);
  });
});

test("callbacks can get lost", async () => {
  const { twilio, send, serverOrigin, received, call } = started;
  twilio.setFaults({ webhookLost: 1 });
  const { body } = await send({ To: GERMAN, Body: "Hi", StatusCallback: `${serverOrigin}/status` });
  await twilio.idle();
  expect(received).toEqual([]);
  expect((await call("GET", body.uri)).body.status).toBe("delivered");
});

test("callbacks can come twice and out of order", async () => {
  const { twilio, send, serverOrigin, received } = started;
  twilio.setFaults({ webhookTwice: 1, webhookOutOfOrder: 1 });
  await send({ To: GERMAN, Body: "Hi", StatusCallback: `${serverOrigin}/status` });
  await twilio.idle();
  const seen = received.map(({ params }) => params.MessageStatus);
  expect(seen.filter((status) => status === "sent")).toHaveLength(2);
  expect(seen.indexOf("delivered")).toBeLessThan(seen.lastIndexOf("sent"));
});
