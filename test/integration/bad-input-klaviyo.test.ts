import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { sign } from "../sandbox/klaviyo/signature.ts";
import { type KlaviyoScene, openKlaviyoScene } from "./kit/klaviyo-scene.ts";
import { readWork } from "./kit/quiet.ts";

const MB = 1024 * 1024;

interface Sent {
  secret?: string;
  headers?: Record<string, string>;
}

/** Calls our address as Klaviyo does, with whatever body. */
function post(
  { klaviyo }: KlaviyoScene,
  body: string,
  { secret, headers = {} }: Sent = {},
): Promise<Response> {
  const [webhook] = klaviyo.state.webhooks.values();
  if (!webhook) throw new Error("Klaviyo has no webhook.");
  const time = new Date().toUTCString();
  return fetch(webhook.endpointUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "klaviyo-webhook-id": "hook",
      "klaviyo-timestamp": time,
      "klaviyo-signature": sign(secret ?? webhook.secret, body, time),
      ...headers,
    },
    body,
  });
}

const bodyOf = (data: unknown[]) => JSON.stringify({ data, meta: { klaviyo_webhook_id: "hook" } });

let made = 0;

/** An event of a customer's text, with some of its parts as told. */
function text(
  { phone, sandbox }: KlaviyoScene,
  properties: unknown,
  change: { attributes?: object; id?: unknown; topic?: unknown } = {},
) {
  made += 1;
  const known = { "From Number": phone, "To Number": sandbox.world.smsNumber };
  const isRecord = typeof properties === "object" && properties !== null && !Array.isArray(properties);
  return {
    external_id: `text-${made}`,
    topic: change.topic ?? "event:klaviyo.sent_sms",
    payload: {
      data: {
        type: "event",
        id: "id" in change ? change.id : `text-${made}`,
        attributes: {
          datetime: new Date().toISOString(),
          event_properties: isRecord ? { ...known, ...properties } : properties,
          ...change.attributes,
        },
      },
    },
  };
}

/** Nothing waits that can't be done, and nothing was set aside. */
async function expectAllDone(scene: KlaviyoScene): Promise<void> {
  await scene.quiet(20_000);
  expect(await readWork(scene.system.serverOrigin)).toEqual({ waiting: 0, failed: 0 });
}

describe("bad input: a customer's text through Klaviyo", { timeout: 40_000 }, () => {
  it.each<[what: string, body: string, onTicket?: RegExp]>([
    ["of nothing", "", /./],
    ["of 1,601 characters", "ä".repeat(1601)],
    ["of HTML and script", '<script>alert(1)</script><img src=x onerror="alert(1)">'],
    ["of a placeholder", "{{ticket.requester.email}} {% raw %} <%= 7*7 %>"],
    ["from right to left", "\u202eمرحبا\u202c \u2067שלום\u2069"],
    ["of what can't be seen", "\u200b\u200d\u2060\ufeff"],
    ["of half a character", "half \ud83d of it", /^half \ufffd? of it$/],
    ["of a zero", "a\u0000b", /^ab$/],
    ["of control characters", "a\u0007b\u001b[31m\u0085c"],
  ])("%s", async (_, body, onTicket) => {
    const scene = await openKlaviyoScene();
    scene.write("Before");
    const ticket = await scene.ticketWith("Before");
    scene.write(body);
    scene.write("After");
    await expectAllDone(scene);
    const found = onTicket ? expect.stringMatching(onTicket) : body;
    expect(scene.said(ticket.id)).toEqual(["Before", found, "After"]);
  });

  it("of 100,000 characters: as much as a comment holds, and all of them in the thread", async () => {
    const scene = await openKlaviyoScene({}, { withApp: true });
    scene.write("👍".repeat(50_000));
    const ticket = await scene.ticketWith(`${"👍".repeat(30_000)}\n\n(Cut here. The thread has all of it.)`);
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 1);
    expect(thread.messages[0]?.text).toBe("👍".repeat(50_000));
  });

  it("from somebody with a script for a name: a name, and nothing that runs", async () => {
    const scene = await openKlaviyoScene({}, { withApp: true });
    const { email } = scene.customer("maren-voss");
    const name = '"><script>alert(1)</script>';
    scene.describeAtKlaviyo(email, { first_name: name, last_name: "\u202eVoss\ud83d\u0000" });
    scene.write("Hello");
    const ticket = await scene.ticketWith("Hello");
    const shown = await scene.sidebarOf(ticket.id, ({ customer }) => customer.status === "ready");
    expect(JSON.stringify(shown.customer)).toContain("<script>alert(1)</script>");
    expect(JSON.stringify(shown.customer)).not.toContain("\\u0000");
    await expectAllDone(scene);
  });

  it("with ten pictures, one of 50 MB among them: the others are on the ticket", async () => {
    const scene = await openKlaviyoScene();
    const jpeg = (size: number) => {
      const bytes = new Uint8Array(size);
      bytes.set([0xff, 0xd8, 0xff]);
      return { contentType: "image/jpeg", bytes };
    };
    const media = Array.from({ length: 10 }, (_, index) => jpeg(index === 4 ? 50 * MB : 100));
    scene.klaviyo.text({ from: scene.phone, to: scene.sandbox.world.smsNumber, body: "Look", media });
    const ticket = await scene.ticketWith("Look\n\n(Left out: picture 5, larger than 16 MB)");
    expect(scene.commentsOn(ticket.id)[0]?.attachments).toHaveLength(9);
    await expectAllDone(scene);
  });

  it("with pictures at private addresses: not asked for, the words arrive", async () => {
    const scene = await openKlaviyoScene();
    let asked = 0;
    const inside = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void inside.close());
    const { port } = inside.address() as AddressInfo;
    const addresses = [
      `http://127.0.0.1:${port}/a.jpg`,
      `https://127.0.0.1:${port}/a.jpg`,
      `https://localhost:${port}/a.jpg`,
      `https://[::ffff:127.0.0.1]:${port}/a.jpg`,
      `https://2130706433:${port}/a.jpg`,
      "https://169.254.169.254/latest/meta-data",
      "file:///etc/passwd",
      "javascript:alert(1)",
    ];
    const event = text(scene, { "Message Body": "Look", "Media URLs": addresses });
    expect((await post(scene, bodyOf([event]))).status).toBe(200);
    const comment = await scene.ticketWith(
      `Look\n\n(Left out: ${addresses.map((__, index) => `picture ${index + 1}, the carrier could not give it to us`).join("; ")})`,
    );
    expect(scene.commentsOn(comment.id)[0]?.attachments).toEqual([]);
    expect(asked).toBe(0);
  });
});

describe("bad input: a webhook from Klaviyo", { timeout: 40_000 }, () => {
  it.each<[what: string, sent: Sent]>([
    ["with a signature of another secret", { secret: "another-secret-of-theirs" }],
    ["without a signature", { headers: { "klaviyo-signature": "" } }],
    ["with a signature that is no hex", { headers: { "klaviyo-signature": "zz" } }],
    ["with a signature that is too short", { headers: { "klaviyo-signature": "00" } }],
    [
      "with another time than was signed",
      { headers: { "klaviyo-timestamp": "Thu, 01 Jan 1970 00:00:00 GMT" } },
    ],
  ])("%s is refused, and nothing happens", async (_, sent) => {
    const scene = await openKlaviyoScene();
    const heard = scene.sandbox.zendesk.exchanges.length;
    const answer = await post(scene, bodyOf([text(scene, { "Message Body": "Forged" })]), sent);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ title: "Not verified" });
    await expectAllDone(scene);
    expect(scene.sandbox.zendesk.exchanges).toHaveLength(heard);
  });

  it.each([
    "",
    "{",
    "null",
    "7",
    "[]",
    '"text"',
    "{}",
    '{"data":{},"meta":{"klaviyo_webhook_id":"hook"}}',
    '{"data":[]}',
    '{"data":[],"meta":{"klaviyo_webhook_id":7}}',
    '{"data":[],"meta":{"klaviyo_webhook_id":"another"}}',
  ])("that is signed garbage, %j, is not stored, and the answer tells nothing of us", async (body) => {
    const scene = await openKlaviyoScene();
    const answer = await post(scene, body);
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        type: "about:blank",
        title: "Not understood",
        status: 422,
        detail: "This address takes other webhooks.",
      },
    ]);
    await expectAllDone(scene);
  });

  it("with malformed events among good ones: the good ones are taken", async () => {
    const scene = await openKlaviyoScene();
    const words = { "Message Body": "Malformed" };
    const malformed = [
      null,
      7,
      [],
      {},
      { topic: 7, payload: {} },
      { topic: "event:klaviyo.sent_sms", payload: null },
      { topic: "event:klaviyo.sent_sms" },
      { topic: "event:klaviyo.sent_sms", payload: { data: [] } },
      { topic: "event:klaviyo.sent_sms", payload: { data: { id: "alone" } } },
      text(scene, words, { topic: "event:klaviyo.opened_push" }),
      text(scene, words, { topic: "event:constructor" }),
      text(scene, words, { topic: "__proto__" }),
      text(scene, words, { id: 7 }),
      text(scene, words, { id: null }),
      text(scene, ["Malformed"]),
      text(scene, "Malformed"),
      text(scene, words, { attributes: { datetime: 7 } }),
    ];
    const good = ["One", "Two", "Three"].map((body) => text(scene, { "Message Body": body }));
    const events = [good[0], ...malformed.slice(0, 6), good[1], ...malformed.slice(6), good[2]];
    expect((await post(scene, bodyOf(events))).status).toBe(200);
    const ticket = await scene.ticketWith("Three");
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(["One", "Two", "Three"]);
  });

  it("with properties of other kinds than are usual: the words arrive, whatever else is odd", async () => {
    const scene = await openKlaviyoScene();
    const odd: object[] = [
      { "Message Body": "1", "Segment Count": "many", "Media URLs": 7 },
      { "Message Body": "2", "Media URLs": [null, {}, "not an address", { url: "" }] },
      { "Message Body": "3", "Media URLs": { nested: { deeply: ["x"] } }, "Message Type": ["campaign"] },
      { "Message Body": "4", "From Number": ` ${scene.phone} ` },
      { "Message Body": 5 },
      { "Message Body": "6", ["__proto__"]: { polluted: true }, constructor: "x", toString: "y" },
      { "Message Body": "7", "Failure Type": {}, $flow: { id: 1 }, "Campaign Name": 0 },
      { body: "8", "Message Body": { html: "<b>no</b>" } },
    ];
    expect((await post(scene, bodyOf(odd.map((one) => text(scene, one))))).status).toBe(200);
    const ticket = await scene.ticketWith("8");
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
  });

  it.each([
    ["no time", undefined],
    ["an impossible time", "yesterday"],
    ["a time of year 9999", "9999-12-31T23:59:59Z"],
  ])("of a text at %s: it is taken as one of now", async (_, datetime) => {
    const scene = await openKlaviyoScene();
    scene.write("Before");
    await scene.ticketWith("Before");
    const attributes = { datetime };
    await post(scene, bodyOf([text(scene, { "Message Body": "When?" }, { attributes })]));
    const ticket = await scene.ticketWith("When?");
    await scene.reply(ticket.id, "Now.");
    await expectAllDone(scene);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("of a text without its number is one of the person it belongs to", async () => {
    const scene = await openKlaviyoScene();
    scene.write("Before");
    const ticket = await scene.ticketWith("Before");
    const profile = [...scene.klaviyo.state.profiles.values()].find(
      ({ attributes }) => attributes.phone_number === scene.phone,
    );
    const event = text(scene, { "Message Body": "Without", "From Number": undefined });
    const relationships = { profile: { data: { type: "profile", id: profile?.id } } };
    Object.assign(event.payload.data, { relationships });
    expect((await post(scene, bodyOf([event]))).status).toBe(200);
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(["Before", "Without"]);
  });

  it("of a text of nobody holds nobody else up", async () => {
    const scene = await openKlaviyoScene();
    const nobody = text(scene, { "Message Body": "Nobody", "From Number": undefined });
    const events = [nobody, text(scene, { "Message Body": "Somebody" })];
    expect((await post(scene, bodyOf(events))).status).toBe(200);
    const ticket = await scene.ticketWith("Somebody");
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(["Somebody"]);
  });

  it("of a text to a number that the account has no more is a ticket all the same", async () => {
    const scene = await openKlaviyoScene();
    const event = text(scene, { "Message Body": "Anyone?", "To Number": undefined });
    expect((await post(scene, bodyOf([event]))).status).toBe(200);
    const ticket = await scene.ticketWith("Anyone?");
    await scene.reply(ticket.id, "Yes.");
    await expectAllDone(scene);
    expect(scene.got().length + scene.notes(ticket.id).length).toBe(1);
  });

  it("of more than 1 MB is taken whole", async () => {
    const scene = await openKlaviyoScene();
    const words = Array.from({ length: 15 }, (_, index) => `${index} ${"é".repeat(50_000)}`);
    const body = bodyOf(words.map((one) => text(scene, { "Message Body": one })));
    expect(Buffer.byteLength(body)).toBeGreaterThan(MB);
    expect((await post(scene, body)).status).toBe(200);
    const ticket = await scene.ticketWith(words[0] ?? "");
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(words);
  });

  it("of more than 8 MB is not read", async () => {
    const scene = await openKlaviyoScene();
    const answer = await post(scene, "x".repeat(8 * MB + 1));
    expect([answer.status, await answer.json()]).toMatchObject([413, { title: "Too large" }]);
    await expectAllDone(scene);
  });
});

describe("bad input: what is read from Klaviyo", { timeout: 40_000 }, () => {
  it("an event in no known shape holds up none of the others", async () => {
    const scene = await openKlaviyoScene({ webhooks: false });
    const { state } = scene.klaviyo;
    scene.write("One");
    await scene.ticketWith("One");
    scene.write("Odd");
    const odd = state.events.findLast(({ metric }) => metric.name === "Sent SMS");
    Object.assign(odd ?? {}, { id: 7 });
    scene.write("Two");
    const ticket = await scene.ticketWith("Two");
    expect(scene.said(ticket.id)).toEqual(["One", "Two"]);
  });
});
