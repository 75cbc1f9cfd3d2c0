import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PIXEL, startTwilio } from "./twilio-caller.ts";

const HOUR_MS = 3_600_000;
const MEGABYTE = 1024 * 1024;

let started: Awaited<ReturnType<typeof startTwilio>>;
let maren: string;
let shop: string;
beforeEach(async () => {
  started = await startTwilio();
  started.twilio.setOrigin(started.vendorOrigin);
  started.number.smsUrl = `${started.serverOrigin}/sms`;
  maren = `whatsapp:${started.customer("maren-voss").phone}`;
  shop = `whatsapp:${started.world.smsNumber}`;
});
afterEach(() => started.close());

const control = (method: string, path: string, body?: unknown) =>
  fetch(`${started.vendorOrigin}/_sandbox${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** Maren writes, so that she can be answered. */
const write = (body = "Hallo?") => started.twilio.text({ from: maren, to: shop, body });

const answer = (form: Record<string, string> = {}) =>
  started.send({
    From: shop,
    To: maren,
    Body: "Moin",
    StatusCallback: `${started.serverOrigin}/status`,
    ...form,
  });

const found = async (sid: string) => (await started.call("GET", `/Messages/${sid}.json`)).body;

const steps = () =>
  started.received
    .filter(({ path }) => path === "/status")
    .map(({ params }) => [params.MessageStatus, params.EventType]);

test("a customer's message tells their name, and nothing of where they are; STOP is a word like others", async () => {
  started.twilio.text({
    from: maren,
    to: shop,
    body: "STOP",
    media: [{ contentType: "image/png", bytes: PIXEL }],
  });
  await started.twilio.idle();
  const { params } = started.received[0]!;
  expect(params).toMatchObject({
    From: maren,
    To: shop,
    Body: "STOP",
    NumMedia: "1",
    MessageType: "image",
    ProfileName: "Maren",
    WaId: started.customer("maren-voss").phone.slice(1),
    SmsStatus: "received",
  });
  expect(Object.keys(params).filter((name) => /^(From|To)(City|Country)|OptOutType/.test(name))).toEqual([]);
  expect(started.twilio.state.carrierTexts).toEqual([]);
  expect((await answer()).status).toBe(201);
});

test("an answer is delivered, then read once the person looks", async () => {
  write();
  const { body } = await answer();
  expect(body).toMatchObject({ from: shop, to: maren, status: "queued", num_segments: "1" });
  await started.twilio.idle();
  expect((await control("PUT", `/phones/${started.customer("maren-voss").phone}/read`)).status).toBe(204);
  await started.twilio.idle();
  expect(new Set(steps())).toEqual(
    new Set([
      ["sent", undefined],
      ["delivered", "DELIVERED"],
      ["read", "READ"],
    ]),
  );
  const read = started.received.find(({ params }) => params.MessageStatus === "read")!.params;
  expect(read).toMatchObject({
    ChannelPrefix: "whatsapp",
    ChannelToAddress: expect.stringMatching(/^\+\d+XXXX$/),
    MessageSid: body.sid,
  });
  expect((await found(body.sid)).status).toBe("read");
});

describe("the 24-hour window", () => {
  const outcome = async () => {
    const { body } = await answer();
    await started.twilio.idle();
    const { status, error_code } = await found(body.sid);
    return [status, error_code];
  };

  test("is closed to somebody who never wrote", async () => {
    expect(await outcome()).toEqual(["undelivered", 63016]);
    expect(steps()).toContainEqual(["undelivered", "UNDELIVERED"]);
  });

  test("is not opened by an SMS", async () => {
    const { phone } = started.customer("maren-voss");
    started.twilio.text({ from: phone, to: started.world.smsNumber, body: "Hallo?" });
    expect(await outcome()).toEqual(["undelivered", 63016]);
  });

  test("closes a day after the newest message; the clock can be turned", async () => {
    await control("PUT", "/clock", { aheadMs: -30 * HOUR_MS });
    write();
    await control("PUT", "/clock", { aheadMs: -7 * HOUR_MS });
    expect(await outcome()).toEqual(["delivered", null]);
    await control("PUT", "/clock", { aheadMs: -5.9 * HOUR_MS });
    expect(await outcome()).toEqual(["undelivered", 63016]);
    write("Noch da?");
    expect(await outcome()).toEqual(["delivered", null]);
  });
});

test("a phone that is switched off gets its messages when it is on again", async () => {
  const { twilio, customer } = started;
  const { phone } = customer("maren-voss");
  write();
  twilio.setFailure(phone, 30003);
  const { body } = await answer();
  await twilio.idle();
  expect((await found(body.sid)).status).toBe("sent");
  twilio.setFailure(phone, null);
  expect((await found(body.sid)).status).toBe("delivered");
});

describe("media", () => {
  test.each([
    ["a JPEG of 5 MB", `/media/image/jpeg/${5 * MEGABYTE}`, "delivered", null],
    ["a larger one", `/media/image/jpeg/${5 * MEGABYTE + 1}`, "failed", 63019],
    ["a film of 16 MB", `/media/video/mp4/${16 * MEGABYTE}`, "delivered", null],
    ["a GIF", "/media/image/gif/20", "failed", 63021],
    ["what is not there", "/media", "failed", 63019],
  ])("%s", async (_, path, status, code) => {
    write();
    const missing = path === "/media" ? `${started.vendorOrigin}${path}` : started.serverOrigin + path;
    const { body } = await answer({ MediaUrl: missing });
    await started.twilio.idle();
    expect(await found(body.sid)).toMatchObject({ status, error_code: code });
  });

  test("all but the first are left out", async () => {
    write();
    const picture = `${started.serverOrigin}/picture.png`;
    const { body } = await started.call("POST", "/Messages.json", [
      ["From", shop],
      ["To", maren],
      ["MediaUrl", picture],
      ["MediaUrl", `${picture}?2`],
    ]);
    await started.twilio.idle();
    expect(body.num_media).toBe("1");
    const { body: listed } = await started.call("GET", `/Messages/${body.sid}/Media.json`);
    expect(listed.media_list).toHaveLength(1);
  });
});

test.each([
  ["from an SMS number", { From: "+4917604069099" }, 21910],
  ["to an SMS number", { To: "+4915112345678" }, 21910],
  ["from a number that is on no WhatsApp", { From: "whatsapp:+18005550100" }, 63007],
  ["from a number that is not ours", { From: "whatsapp:+4915100000000" }, 63007],
  ["to no number", { To: "whatsapp:Maren" }, 21211],
])("%s it is refused", async (_, form, code) => {
  started.twilio.addSender({ kind: "toll_free", address: "+18005550100" });
  expect(await answer(form)).toMatchObject({ status: 400, body: { code } });
});
