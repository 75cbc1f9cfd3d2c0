import { afterEach, describe, expect, it, vi } from "vitest";
import { eventually } from "../kit/wait.ts";
import { auditsOf } from "../sandbox/zendesk/tickets/history.ts";
import { openScene, type Scene } from "./kit/scene.ts";

interface File {
  name: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const file = (name: string, contentType: string, beginning: string, size = 64): File => {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(beginning, "latin1"));
  return { name, contentType, bytes };
};
const jpeg = file("coat.jpg", "image/jpeg", "\xff\xd8\xff\xe0");
const png = file("size chart.png", "image/png", "\x89PNG\r\n\x1a\n");
const MB = 1024 * 1024;

/** An agent answers with files on the comment. */
async function answer(scene: Scene, ticketId: number, body: string, files: File[]) {
  const uploads = [];
  for (const { name, contentType, bytes } of files) {
    const path = `/api/v2/uploads?filename=${encodeURIComponent(name)}`;
    const headers = { cookie: `sandbox_agent=${scene.agent.user.id}`, "content-type": contentType };
    const taken = await fetch(scene.sandbox.origins.zendesk + path, { method: "POST", headers, body: bytes });
    const { upload } = (await taken.json()) as { upload: { token: string } };
    uploads.push(upload.token);
  }
  const ticket = { comment: { body, public: true, uploads } };
  await scene.zendeskApi("PUT", `/tickets/${ticketId}`, { ticket });
}

/** The addresses that the carrier was given, request by request. */
const shared = ({ sandbox }: Scene) =>
  sandbox.twilio.exchanges
    .filter(({ method, path }) => method === "POST" && path.endsWith("/Messages.json"))
    .map(({ requestBody }) => new URLSearchParams(requestBody).getAll("MediaUrl"));

/** The pictures that reached the customer's phone. */
const arrived = ({ sandbox }: Scene, sid?: string) =>
  [...sandbox.twilio.state.media.values()].filter(({ messageSid }) => messageSid === sid);

afterEach(() => void vi.useRealTimers());

describe("an agent's pictures", () => {
  it("go out with the words, in their order, from private attachments too", async () => {
    const scene = await openScene({ withApp: true });
    scene.sandbox.zendesk.state.privateAttachments = true;
    const ticket = await scene.begin();
    await answer(scene, ticket.id, "Like this:", [jpeg, png]);
    await scene.quiet();
    const [sent, ...more] = scene.sms();
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ body: "Like this:", status: "delivered", numMedia: 2 });
    expect(arrived(scene, sent?.sid)).toMatchObject([
      { contentType: "image/jpeg", bytes: jpeg.bytes },
      { contentType: "image/png", bytes: png.bytes },
    ]);
    expect(scene.notes(ticket.id)).toEqual([]);
    const shows = await scene.sidebarOf(ticket.id, ({ thread }) => thread.messages.length === 2);
    expect(shows.thread.messages[1]?.pictures).toEqual([
      { contentType: "image/jpeg" },
      { contentType: "image/png" },
    ]);
  });

  it("go out alone where the comment has no words", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await answer(scene, ticket.id, "", [png]);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ body: "", status: "delivered", numMedia: 1 }]);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it.each<[what: string, files: File[], why: RegExp]>([
    ["eleven", Array.from({ length: 11 }, () => jpeg), /more pictures than/],
    ["6 MB in one", [file("big.jpg", "image/jpeg", "\xff\xd8\xff", 6 * MB)], /larger than the carrier takes/],
    [
      "6 MB in two",
      [1, 2].map((n) => file(`${n}.jpg`, "image/jpeg", "\xff\xd8\xff", 3 * MB)),
      /larger than the carrier takes/,
    ],
    ["an SVG", [file("logo.svg", "image/svg+xml", "<svg/>")], /JPEG or PNG/],
    ["a PDF", [jpeg, file("invoice.pdf", "application/pdf", "%PDF-1.7")], /JPEG or PNG/],
    ["HTML posing as JPEG", [file("a.jpg", "image/jpeg", "<script>alert(1)</script>")], /JPEG or PNG/],
    ["a WebP that is called JPEG", [file("a.jpg", "image/jpeg", "RIFF\x24\x00\x00\x00WEBP")], /JPEG or PNG/],
    ["nothing in it", [file("a.jpg", "image/jpeg", "", 0)], /JPEG or PNG/],
    ["HTML", [file("page.html", "text/html", "<html>")], /JPEG or PNG/],
  ])("that the carrier does not take are not sent, and the agent is told: %s", async (_, files, why) => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await answer(scene, ticket.id, "Here you are", files);
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringMatching(/^Not sent as a text: .*Here you are/s)]);
    expect(scene.notes(ticket.id)[0]).toMatch(why);
  });

  it("ten of them are as many as one text takes", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await answer(
      scene,
      ticket.id,
      "All of it",
      Array.from({ length: 10 }, () => jpeg),
    );
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ status: "delivered", numMedia: 10 }]);
  });

  it("are shared under the same addresses when the carrier has to be asked again, and sent once", async () => {
    const scene = await openScene();
    const { twilio } = scene.sandbox;
    const ticket = await scene.begin();
    await scene.quiet();
    twilio.setFaults({ serverError: 1 });
    await answer(scene, ticket.id, "Here", [jpeg]);
    await eventually(() => scene.refusedByTwilio(500) > 0);
    twilio.setFaults({ serverError: 0 });
    await eventually(() => scene.sms().length > 0, { timeout: 12_000 });
    await scene.quiet();
    expect(scene.sms()).toHaveLength(1);
    const addresses = shared(scene);
    expect(addresses.length).toBeGreaterThan(1);
    expect(new Set(addresses.flat()).size).toBe(1);
  });

  it("wait for a comment that Zendesk does not list yet, and for a minute at the most", async () => {
    const scene = await openScene();
    const { zendesk, twilio } = scene.sandbox;
    const ticket = await scene.begin();
    await scene.quiet();
    const reads = () =>
      zendesk.exchanges.filter(({ path }) => path.includes(`/${ticket.id}/comments`)).length;
    const hide = () => {
      for (const update of auditsOf(zendesk.state, ticket.id).slice(1)) update.comment = null;
    };
    // The event is on its way by then, and cannot have arrived.
    zendesk.events.on("ticket", () => void setImmediate(hide));
    await answer(scene, ticket.id, "Only words", []);
    await eventually(() => reads() > 1);
    expect(twilio.state.messages.size).toBe(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 60_000 });
    await eventually(() => scene.sms().length > 0);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ body: "Only words" }]);
  });

  it("over WhatsApp go out one to a message", async () => {
    const scene = await openScene();
    const { twilio, world } = scene.sandbox;
    const { phone } = scene.customer("maren-voss");
    const whatsapp = (body: string) =>
      twilio.text({ from: `whatsapp:${phone}`, to: `whatsapp:${world.smsNumber}`, body });
    whatsapp("START");
    await twilio.webhooks.idle();
    whatsapp("Does it fit?");
    const ticket = await scene.ticketWith("Does it fit?");
    await answer(scene, ticket.id, "One", [jpeg]);
    await answer(scene, ticket.id, "Two", [jpeg, png]);
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ body: "One", numMedia: 1, status: "delivered" }]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("more pictures than the carrier takes")]);
  });

  it("go out as what they are, whatever they were called", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await answer(scene, ticket.id, "Look", [{ ...png, name: "coat.jpg", contentType: "image/jpeg" }]);
    await scene.quiet();
    const [sent] = scene.sms();
    expect(sent).toMatchObject({ status: "delivered" });
    expect(arrived(scene, sent?.sid)).toMatchObject([{ contentType: "image/png" }]);
  });
});

describe("where carriers fetch pictures", () => {
  it("there is the picture and nothing else, for a day", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await answer(scene, ticket.id, "Here", [jpeg]);
    await scene.quiet();
    const address = shared(scene).flat()[0] ?? "";
    expect(address).toMatch(new RegExp(`^${scene.system.serverOrigin}/pictures/[\\w-]{22}$`));

    const found = await fetch(address);
    expect(new Uint8Array(await found.arrayBuffer())).toEqual(jpeg.bytes);
    expect(Object.fromEntries(found.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(jpeg.bytes.length),
      "x-content-type-options": "nosniff",
      "content-disposition": 'inline; filename="picture.jpg"',
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    expect(found.headers.has("set-cookie")).toBe(false);

    for (const wrong of [`${address}x`, address.slice(0, -1), address.replace(/[\w-]{22}$/, "%00")]) {
      expect((await fetch(wrong)).status).toBe(404);
    }
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
    expect((await fetch(address)).status).toBe(404);
  });

  it("a picture that Zendesk has no more is not there, and one that it can't give now is asked for again", async () => {
    const scene = await openScene();
    const { zendesk } = scene.sandbox;
    const ticket = await scene.begin();
    await answer(scene, ticket.id, "Here", [jpeg]);
    await scene.quiet();
    const address = shared(scene).flat()[0] ?? "";
    zendesk.setFaults({ serverError: 1 });
    expect((await fetch(address)).status).toBe(502);
    zendesk.setFaults({ serverError: 0 });
    zendesk.state.attachments.clear();
    expect((await fetch(address)).status).toBe(404);
  });
});
