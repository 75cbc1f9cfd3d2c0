import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sign } from "../sandbox/twilio/signature.ts";
import { twilioDescription } from "./kit/descriptions.ts";
import { PIXEL, startTwilio } from "./twilio-caller.ts";

const description = await twilioDescription();

let started: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  started = await startTwilio();
});
afterEach(() => started.close());

test.skipIf(description === null)(
  "every request and answer is as Twilio describes it (skipped without ../shared/specs)",
  async () => {
    const { twilio, world, number, call, send, customer, serverOrigin } = started;
    const to = customer("maren-voss").phone;
    twilio.setOrigin(started.vendorOrigin);

    await call("GET", ".json");
    const numbers = `/IncomingPhoneNumbers/${number.sid}.json`;
    await call("POST", numbers, {
      SmsUrl: `${serverOrigin}/sms`,
      SmsMethod: "POST",
      StatusCallback: `${serverOrigin}/status`,
    });
    await call("GET", `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(world.smsNumber)}`);
    await call("GET", numbers);
    const sent = await send({ To: to, Body: "Hallo", StatusCallback: `${serverOrigin}/status` });
    await send({ To: to, Body: "Look", MediaUrl: `${serverOrigin}/picture.png` });
    const { sid } = twilio.text({
      from: to,
      to: world.smsNumber,
      body: "Oh!",
      media: [{ contentType: "image/png", bytes: PIXEL }],
    });
    await twilio.idle();
    const list = await call("GET", "/Messages.json?PageSize=2");
    await call("GET", list.body.next_page_uri);
    await call("GET", `/Messages.json?To=${encodeURIComponent(to)}&DateSent>=2026-01-01T00:00:00Z`);
    await call("GET", `/Messages/${sent.body.sid}.json`);
    const media = await call("GET", `/Messages/${sid}/Media.json`);
    await call("GET", media.body.media_list[0].uri);
    await call("POST", `/Messages/${sid}.json`, { Body: "" });
    await call("DELETE", media.body.media_list[0].uri);
    await call("DELETE", `/Messages/${sid}.json`);

    expect(twilio.exchanges).toHaveLength(15);
    expect(twilio.exchanges.every(({ status }) => status < 300)).toBe(true);
    expect(twilio.exchanges.flatMap((exchange) => description?.violations(exchange))).toEqual([]);
  },
);

describe("signatures are those of Twilio's own vectors", () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const call = { CallSid: "CA1234567890ABCDE", Digits: "1234", To: "+18005551212" };
  test.each([
    ["+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
    ["+12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="],
  ])("a call from %s", (caller, signature) => {
    expect(sign("12345", url, { ...call, Caller: caller, From: caller })).toBe(signature);
  });

  test("a text with an emoji", () => {
    const params = {
      AccountSid: `AC${"0".repeat(32)}`,
      Body: "Hi there 👋",
      From: "+14155550100",
      MessageSid: "SM00000000000000000000000000000001",
      NumMedia: "0",
      To: "+14155550199",
    };
    const signature = sign(
      "test_auth_token_0123456789abcdef",
      "https://example.test/hooks/twilio/inbound",
      params,
    );
    expect(signature).toBe("1/xIQssTUVMcpzsrSDdZb9E9h0c=");
  });
});

describe("what Twilio refuses", () => {
  const phone = "+4915112345678";
  test.each([
    ["no recipient", { Body: "Hi" }, 21604, 400],
    ["a recipient that is no number", { To: "Maren", Body: "Hi" }, 21211, 400],
    ["no sender", { To: phone, From: "", Body: "Hi" }, 21603, 400],
    ["a sender that is no number", { To: phone, From: "Moorlicht", Body: "Hi" }, 21212, 400],
    ["a sender that is not ours", { To: phone, From: "+4915100000000", Body: "Hi" }, 21606, 400],
    ["a service that does not exist", { To: phone, MessagingServiceSid: `MG${"0".repeat(32)}` }, 21705, 400],
    ["nothing to say", { To: phone, Body: "" }, 21602, 400],
    ["1,601 characters", { To: phone, Body: "a".repeat(1601) }, 21617, 400],
    ["a picture that is no URL", { To: phone, MediaUrl: "picture.png" }, 21620, 400],
    ["a callback that is no URL", { To: phone, Body: "Hi", StatusCallback: "status" }, 21609, 400],
  ])("%s", async (_, form, code, status) => {
    const answer = await started.send(form);
    expect(answer).toEqual({
      status,
      body: {
        code,
        status,
        message: expect.any(String),
        more_info: `https://www.twilio.com/docs/errors/${code}`,
      },
    });
    expect(started.twilio.state.messages.size).toBe(0);
  });

  test.each([21408, 21611, 21612, 21614])("a phone that answers %i at once", async (code) => {
    started.twilio.setFailure(phone, code);
    expect((await started.send({ To: phone, Body: "Hi" })).body.code).toBe(code);
  });

  test("wrong credentials, another account, what does not exist, too many requests", async () => {
    const { vendorOrigin, account, call, twilio } = started;
    const stranger = await fetch(`${vendorOrigin}${account}/Messages.json`);
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get("www-authenticate")).toBe('Basic realm="Twilio API"');
    expect(await stranger.json()).toMatchObject({ code: 20003, status: 401 });
    expect((await call("GET", `/2010-04-01/Accounts/AC${"0".repeat(32)}/Messages.json`)).body.code).toBe(
      20404,
    );
    expect(await call("GET", "/Messages/SM00.json")).toMatchObject({ status: 404, body: { code: 20404 } });
    twilio.setFaults({ tooManyRequests: 1 });
    expect(await call("GET", "/Messages.json")).toMatchObject({ status: 429, body: { code: 20429 } });
  });
});
