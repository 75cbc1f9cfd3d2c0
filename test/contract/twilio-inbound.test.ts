import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sign } from "../sandbox/twilio/signature.ts";
import { messagesIn } from "../sandbox/twilio/twiml.ts";
import { PIXEL, startTwilio } from "./twilio-caller.ts";

let started: Awaited<ReturnType<typeof startTwilio>>;
let maren: string;
beforeEach(async () => {
  started = await startTwilio();
  maren = started.customer("maren-voss").phone;
  started.number.smsUrl = `${started.serverOrigin}/sms?account=1`;
  started.twilio.setOrigin(started.vendorOrigin);
});
afterEach(() => started.close());

const text = (body: string) => started.twilio.text({ from: maren, to: started.world.smsNumber, body });
const xml = (body: string) => new Response(body, { headers: { "content-type": "text/xml" } });

test("a customer's text and pictures reach the number's SmsUrl, signed, with links that need the account", async () => {
  const { vendorOrigin, received, twilio, world, authorization, serverOrigin } = started;
  const answer = await fetch(`${vendorOrigin}/_sandbox/texts`, {
    method: "POST",
    body: JSON.stringify({
      from: maren,
      to: world.smsNumber,
      body: "Two pictures",
      media: [PIXEL, PIXEL].map((bytes) => ({
        contentType: "image/png",
        base64: Buffer.from(bytes).toString("base64"),
      })),
    }),
  });
  expect(answer.status).toBe(201);
  await twilio.idle();
  const [webhook] = received;
  expect(webhook?.params).toMatchObject({
    MessageSid: expect.stringMatching(/^MM[0-9a-f]{32}$/),
    From: maren,
    FromCountry: "DE",
    FromCity: "",
    To: world.smsNumber,
    Body: "Two pictures",
    NumMedia: "2",
    NumSegments: "1",
    SmsStatus: "received",
    MediaContentType1: "image/png",
  });
  expect(webhook?.params.SmsSid).toBe(webhook?.params.MessageSid);
  expect(webhook?.headers["i-twilio-idempotency-token"]).toBeTruthy();
  expect(webhook?.headers["x-twilio-signature"]).toBe(
    sign(twilio.credentials.authToken, `${serverOrigin}/sms?account=1`, webhook!.params),
  );
  const picture = await fetch(webhook!.params.MediaUrl1!, { headers: { authorization } });
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PIXEL);
});

test("with SmsMethod GET the parameters are in the signed URL", async () => {
  started.number.smsMethod = "GET";
  text("Hi");
  await started.twilio.idle();
  const [webhook] = started.received;
  expect(new URLSearchParams(webhook?.path.split("?")[1]).get("Body")).toBe("Hi");
  const signed = sign(started.twilio.credentials.authToken, started.serverOrigin + webhook?.path, {});
  expect(webhook?.headers["x-twilio-signature"]).toBe(signed);
});

describe("retries", () => {
  const failing = () => new Response("no", { status: 503 });

  test("an error is final", async () => {
    started.answers.push(failing());
    const message = text("Hi");
    await started.twilio.idle();
    expect(started.received).toHaveLength(1);
    expect(message.webhook).toBe("refused");
  });

  test("unless the URL overrides it; the token stays, and the fragment is neither sent nor signed", async () => {
    started.number.smsUrl += "#rc=3&rp=5xx";
    started.answers.push(failing(), failing());
    const message = text("Hi");
    await started.twilio.idle();
    expect(started.received).toHaveLength(3);
    expect(message.webhook).toBe("accepted");
    expect(new Set(started.received.map(({ headers }) => headers["i-twilio-idempotency-token"])).size).toBe(
      1,
    );
    expect(started.received.every(({ path }) => path === "/sms?account=1")).toBe(true);
    const signed = sign(
      started.twilio.credentials.authToken,
      `${started.serverOrigin}/sms?account=1`,
      started.received[2]!.params,
    );
    expect(started.received[2]?.headers["x-twilio-signature"]).toBe(signed);
  });

  test("a connection that fails is tried once more", async () => {
    started.number.smsUrl = "http://127.0.0.1:1/sms";
    text("Hi");
    await started.twilio.idle();
    expect(started.twilio.webhooks.attempts.map(({ status }) => status)).toEqual([0, 0]);
  });

  test("faults: a webhook comes twice, with one message id", async () => {
    started.twilio.setFaults({ webhookTwice: 1 });
    text("Hi");
    await started.twilio.idle();
    expect(started.received.map(({ params }) => params.MessageSid)).toHaveLength(2);
    expect(new Set(started.received.map(({ params }) => params.MessageSid)).size).toBe(1);
  });

  test("faults: a webhook is overtaken by the next", async () => {
    started.twilio.setFaults({ webhookOutOfOrder: 1 });
    text("one");
    started.twilio.setFaults({ webhookOutOfOrder: 0 });
    text("two");
    await started.twilio.idle();
    expect(started.received.map(({ params }) => params.Body)).toEqual(["two", "one"]);
  });
});

test("STOP blocks the pair, START unblocks it, HELP is answered; the webhook hears of each", async () => {
  const { send, twilio, received } = started;
  text(" stop ");
  expect((await send({ To: maren, Body: "Hi" })).body).toMatchObject({ code: 21610, status: 400 });
  text("Please stop this");
  text("START");
  expect((await send({ To: maren, Body: "Hi" })).status).toBe(201);
  text("help");
  await twilio.idle();
  const types = Object.fromEntries(received.map(({ params }) => [params.Body, params.OptOutType]));
  expect(types).toEqual({ " stop ": "STOP", "Please stop this": undefined, START: "START", help: "HELP" });
  expect(twilio.state.carrierTexts.map(({ to, body }) => [to, body.split(".")[0]])).toEqual([
    [maren, "You have successfully been unsubscribed"],
    [maren, "You have successfully been re-subscribed to messages from this number"],
    [maren, "Reply STOP to unsubscribe"],
  ]);
});

test("TwiML in the answer is sent as a reply; an empty response is not", async () => {
  const { twilio, answers } = started;
  answers.push(xml("<Response><Message>Fish &amp; chips</Message></Response>"));
  text("Hungry");
  await twilio.idle();
  text("Thanks");
  await twilio.idle();
  const replies = [...twilio.state.messages.values()].filter(
    ({ direction }) => direction === "outbound-reply",
  );
  expect(replies).toMatchObject([{ to: maren, body: "Fish & chips", status: "delivered" }]);
});

test.each([
  ["text/xml", "<Response/>", []],
  [
    "text/xml",
    '<?xml version="1.0"?><Response><Message>A</Message><Message>B</Message></Response>',
    ["A", "B"],
  ],
  [
    "text/xml",
    "<Response><Message><Body>Hi</Body><Media>https://x.example/a.png</Media></Message></Response>",
    ["Hi"],
  ],
  ["text/xml", "<Response><Message><![CDATA[1 < 2]]> &#x1F44B;</Message></Response>", ["1 < 2 👋"]],
  ["text/plain", "ok", ["ok"]],
  ["text/html", "<p>Error</p>", []],
])("an answer of %s, %s", (contentType, answer, bodies) => {
  expect(messagesIn(contentType, answer).map(({ body }) => body)).toEqual(bodies);
});
