import { isSameText } from "@sidethread/server/conversations/klaviyo/echo";
import { withoutInlinePictures } from "@sidethread/server/conversations/pictures/inline-pictures";
import { messages } from "@sidethread/server/database/schema/conversations";
import { idAtKlaviyo } from "@sidethread/server/profiles/identity";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchForCrashes } from "./crashes.ts";
import { lookAtStored } from "./look.ts";
import { openPlace } from "./place.ts";
import { signatureHeaders } from "./sign.ts";
import { type FuzzedVendor, hookKey, world } from "./world.ts";

async function open() {
  const place = await openPlace();
  const crashes = watchForCrashes();
  onTestFinished(async () => {
    crashes.stop();
    await place.close();
  });
  return {
    /** Sends a webhook, signed rightly. */
    async post(
      vendor: FuzzedVendor,
      path: string,
      body: string | Buffer,
      headers: Record<string, string> = {},
    ) {
      const address = `/webhooks/${vendor}/${hookKey("ours", vendor)}${path}`;
      const bytes = Buffer.from(body);
      const { href: url } = new URL(address, world.publicUrl);
      const signed = signatureHeaders({ kind: "right" }, { vendor, account: "ours", url, body: bytes });
      const sent = { ...headers, ...signed };
      const { status } = await place.app.request(address, {
        method: "POST",
        headers: sent,
        body: new Uint8Array(bytes),
      });
      return status;
    },
    /** What the rules made of what was stored. */
    async handle() {
      const { traces, junk, all } = await place.handleAndUndo(async (tx) => ({
        ...(await lookAtStored(tx, place.scope)),
        all: await tx.select().from(messages).orderBy(messages.sequence),
      }));
      expect(junk).toBeNull();
      expect(crashes.take()).toEqual([]);
      return { stored: traces.size, all };
    },
  };
}

type Server = Awaited<ReturnType<typeof open>>;

/** What the server answers to one webhook, and what its rule makes of it. */
async function send(...webhook: Parameters<Server["post"]>) {
  const server = await open();
  const status = await server.post(...webhook);
  const { stored, all } = await server.handle();
  const texts = all.filter(
    ({ carrierId }) => carrierId === "new" || carrierId === idAtKlaviyo("ABC123", "new"),
  );
  const replies = all.filter(({ commentId }) => commentId === "77");
  return { status, stored, texts, replies };
}

const text = (fields: Record<string, string>) =>
  new URLSearchParams({
    MessageSid: "new",
    From: world.customers[0],
    To: world.numbers[0],
    Body: "Hi",
    ...fields,
  });

describe("Twilio's text", () => {
  it("whose bytes begin with a mark is verified, though it is none", async () => {
    const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("MessageSid=new")]);
    expect(await send("twilio", "/texts", body)).toMatchObject({ status: 422, stored: 0 });
  });

  it.each(["4294967295", "-1", "x", ""])(
    "that says it has %j pictures has those that it tells of",
    async (NumMedia) => {
      const form = text({ NumMedia, MediaUrl0: "https://media.example/1", MediaContentType0: "image/png" });
      const { texts } = await send("twilio", "/texts", form.toString());
      const pictures = [{ url: "https://media.example/1", contentType: "image/png" }];
      expect(texts).toMatchObject([{ pictures }]);
    },
  );

  it("with a zero in its raw bytes is stored whole", async () => {
    const raw = `Body=a\0b&MessageSid=new&From=${world.customers[0].replace("+", "%2B")}&To=1`;
    expect((await send("twilio", "/texts", raw)).texts).toMatchObject([{ text: "ab" }]);
  });

  it.each(["MessageSid", "From", "To"])("with a zero in its %s is none", async (name) => {
    const form = text({ [name]: "a\0b" });
    expect(await send("twilio", "/texts", form.toString())).toMatchObject({ status: 422, stored: 0 });
  });

  it.each(["soon", "+275760-09-13T00:00:00.000Z"])("created at %j came just now", async (DateCreated) => {
    const { texts } = await send("twilio", "/texts", text({ DateCreated }).toString());
    expect(texts).toHaveLength(1);
  });
});

const event = (type: string, more: object, event: object = {}) =>
  JSON.stringify({
    id: "e1",
    type: `zen:event-type:${type}`,
    time: "2026-11-18T12:00:05.123456789Z",
    detail: { id: world.tickets[0], requester_id: "1", status: "OPEN", updated_at: "2026-11-18T12:00:05Z" },
    event,
    ...more,
  });
const comment = (body: unknown, more: object = {}) => ({
  comment: { id: "77", body, is_public: true, author: { id: "9", is_staff: true }, ...more },
});

describe("Zendesk's event", () => {
  it("as it should be becomes a reply", async () => {
    const { replies } = await send("zendesk", "", event("ticket.comment_added", {}, comment("Hello")));
    expect(replies).toMatchObject([{ text: "Hello" }]);
  });

  it.each([
    ["of a comment without its comment", event("ticket.comment_added", {})],
    ["of a comment without words", event("ticket.comment_added", {}, comment(null))],
    [
      "of a comment whose id is no number",
      event("ticket.comment_added", {}, comment("Hello", { id: "1e3" })),
    ],
    ["of a status without one", event("ticket.status_changed", {})],
    ["at no time", event("ticket.created", { time: "soon" })],
    ["at a time after all others", event("ticket.created", { time: "+275760-09-13T00:00:00.000Z" })],
    ["without an id that can be kept", event("ticket.created", { id: "\ud800" })],
    [
      "of a ticket whose id is no number",
      event("ticket.created", {
        detail: { id: "a", requester_id: "1", status: "", updated_at: "2026-11-18T12:00:05Z" },
      }),
    ],
  ])("%s is not stored", async (_, body) => {
    expect(await send("zendesk", "", body)).toMatchObject({ status: 422, stored: 0 });
  });

  it("keeps a comment's words behind a zero", async () => {
    const { replies } = await send("zendesk", "", event("ticket.comment_added", {}, comment("a\0b\ud800c")));
    expect(replies).toMatchObject([{ text: "abc" }]);
  });
});

const klaviyo = (properties: object, attributes: object = {}, id = "new", profile: string | null = "01NEW") =>
  JSON.stringify({
    data: [
      {
        topic: "event:klaviyo.sent_sms",
        payload: {
          data: {
            id,
            attributes: { datetime: "2026-11-18T12:00:05Z", event_properties: properties, ...attributes },
            relationships: { profile: { data: profile === null ? null : { id: profile } } },
          },
        },
      },
    ],
    meta: { klaviyo_webhook_id: world.klaviyoWebhookId },
  });
const ofKlaviyo = { "klaviyo-webhook-id": world.klaviyoWebhookId };
const between = { "From Number": "+4915123456799", "To Number": world.numbers[1] };

describe("Klaviyo's text", () => {
  it("keeps its words behind a zero", async () => {
    const body = klaviyo({ ...between, "Message Body": "a\0b\ud800c" });
    expect((await send("klaviyo", "", body, ofKlaviyo)).texts).toMatchObject([{ text: "abc" }]);
  });

  it.each(["+275760-09-13T00:00:00.000Z", "-000001-01-01T00:00:00Z", "soon"])(
    "of %j came just now",
    async (datetime) => {
      const { texts } = await send("klaviyo", "", klaviyo(between, { datetime }), ofKlaviyo);
      expect(texts).toHaveLength(1);
    },
  );

  it.each([1e17, -1, 1.5, "1e300"])("of %j segments is counted by us", async (segments) => {
    const body = klaviyo({ ...between, "Segment Count": segments }).replace("sent_sms", "received_sms");
    const { texts } = await send("klaviyo", "", body, ofKlaviyo);
    expect(texts).toMatchObject([{ segments: 0 }]);
  });

  it("with a picture whose ending is the name of something else has a picture", async () => {
    const body = klaviyo({ ...between, "Media URL": "https://cdn.example/a.constructor" });
    const pictures = [{ url: "https://cdn.example/a.constructor", contentType: "application/octet-stream" }];
    expect((await send("klaviyo", "", body, ofKlaviyo)).texts).toMatchObject([{ pictures }]);
  });

  it("without a number is kept under its person's id", async () => {
    const { texts } = await send("klaviyo", "", klaviyo({ "Message Body": "Hi" }), ofKlaviyo);
    expect(texts).toMatchObject([{ text: "Hi" }]);
  });

  it("without a number and a person is left out", async () => {
    const body = klaviyo({ "Message Body": "Hi" }, {}, "new", null);
    expect(await send("klaviyo", "", body, ofKlaviyo)).toMatchObject({ status: 200, stored: 0 });
  });

  it.each(["", "\0", "\ud800"])("without an id that can be kept, %j, is left out", async (id) => {
    const body = klaviyo(between, {}, id);
    expect(await send("klaviyo", "", body, ofKlaviyo)).toMatchObject({ status: 200, stored: 0 });
  });
});

describe("Twilio's status", () => {
  const statesAfter = async (statuses: [path: string, body: string][]) => {
    const server = await open();
    for (const [path, body] of statuses) await server.post("twilio", path, body);
    const { all } = await server.handle();
    return world.replies.map((reply) => all.find(({ id }) => id === reply)?.state);
  };

  it("under the id of another message moves its own message on all the same", async () => {
    const states = await statesAfter([
      ["/status?message=reply-by-twilio", "MessageSid=new&MessageStatus=delivered"],
      ["/status?message=reply-by-klaviyo", "MessageSid=new&MessageStatus=failed"],
    ]);
    expect(states).toEqual(["delivered", "failed"]);
  });

  it.each(["constructor", "__proto__", "toString"])("of the name %s changes nothing", async (status) => {
    const states = await statesAfter([
      ["/status?message=reply-by-twilio", `MessageSid=new&MessageStatus=${status}`],
    ]);
    expect(states).toEqual(["sent", "sent"]);
  });
});

describe("a text of 100,000 characters that is hard to read", () => {
  const took = (work: () => void) => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };

  it.each(["a-", "a.", "a.b", "a", "."])("made of %j is soon known for no echo", (unit) => {
    const text = unit.repeat(100_000 / unit.length);
    expect(took(() => isSameText("Hello", `https://${text}, ${text}/?`))).toBeLessThan(1_000);
  });

  it.each(["![", " ", "![](https://", "![](https://a/attachments/token/", "[](", "!"])(
    "made of %j is soon searched for pictures",
    (unit) => {
      const text = unit.repeat(100_000 / unit.length);
      expect(took(() => withoutInlinePictures(text))).toBeLessThan(1_000);
    },
  );
});
