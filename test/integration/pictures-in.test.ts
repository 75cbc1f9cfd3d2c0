import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { attachPictures } from "@sidethread/server/conversations/pictures/attach-pictures";
import { createGate } from "@sidethread/server/vendors/gate";
import { createTwilioClient } from "@sidethread/server/vendors/twilio/client";
import { createZendeskClient } from "@sidethread/server/vendors/zendesk/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { eventually } from "../kit/wait.ts";
import { readWork } from "./kit/quiet.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const file = (contentType: string, beginning: string, size = beginning.length) => {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(beginning, "latin1").subarray(0, size));
  return { contentType, bytes };
};
const jpeg = file("image/jpeg", "\xff\xd8\xff\xe0");
const png = file("image/png", "\x89PNG\r\n\x1a\n");

/** A text with pictures on the ticket of somebody who texted before, once it is there. */
async function show(scene: Scene, pictures: ReturnType<typeof file>[], prepare = () => {}) {
  const ticket = await scene.begin();
  await scene.quiet();
  scene.text(scene.customer("maren-voss").phone, "Look", pictures);
  prepare();
  await scene.quiet();
  const comment = scene.commentsOn(ticket.id).find(({ body }) => body.startsWith("Look"));
  if (!comment) throw new Error("The text is not on the ticket.");
  expect((await readWork(scene.system.serverOrigin)).failed).toBe(0);
  return comment;
}

/** Twilio tells of a text whose only picture is somewhere of our choosing. */
async function tellOf(scene: Scene, url: string) {
  const { twilio, world } = scene.sandbox;
  const ticket = await scene.begin();
  await scene.quiet();
  const [number] = [...twilio.state.numbers.values()].filter(
    ({ phoneNumber }) => phoneNumber === world.smsNumber,
  );
  twilio.webhooks.send({
    url: number?.smsUrl ?? "",
    method: "POST",
    idempotencyToken: "IT1",
    params: {
      MessageSid: `MM${"0".repeat(32)}`,
      From: scene.customer("maren-voss").phone,
      To: world.smsNumber,
      Body: "Look",
      NumMedia: "1",
      MediaUrl0: url,
      MediaContentType0: "image/jpeg",
    },
  });
  await scene.quiet();
  return scene.commentsOn(ticket.id).at(-1);
}

describe("pictures that customers send", () => {
  it("are what their bytes are, whatever they say; the others are named, and the words arrive", async () => {
    const scene = await openScene();
    const comment = await show(scene, [
      jpeg,
      file("image/jpeg", "<html><script>alert(1)</script></html>"),
      file("image/jpeg", "\x89PNG\r\n\x1a\n"),
      file("image/svg+xml", '<svg onload="alert(1)"/>'),
      file("image/png", ""),
      file("application/octet-stream", "%PDF-1.7"),
      file("text/html", "GIF89a<script>alert(1)</script>"),
    ]);
    expect(comment.attachments.map(({ file_name, content_type }) => [file_name, content_type])).toEqual([
      ["picture-1.jpg", "image/jpeg"],
      ["picture-3.png", "image/png"],
      ["picture-6.pdf", "application/pdf"],
      ["picture-7.gif", "image/gif"],
    ]);
    expect(comment.body).toBe(
      "Look\n\n(Left out: picture 2, not a file that we pass on (image/jpeg); " +
        "picture 4, not a file that we pass on (image/svg+xml); picture 5, empty)",
    );
  });

  it("of 50 MB are left out, and said", async () => {
    const scene = await openScene();
    const comment = await show(scene, [file("image/jpeg", "\xff\xd8\xff", 50 * 1024 * 1024), png]);
    expect(comment.attachments.map(({ file_name }) => file_name)).toEqual(["picture-2.png"]);
    expect(comment.body).toBe("Look\n\n(Left out: picture 1, larger than 16 MB)");
  });

  it("that the carrier has no more are left out, and said", async () => {
    const scene = await openScene();
    const comment = await show(scene, [jpeg, png], () => {
      const { media } = scene.sandbox.twilio.state;
      media.delete([...media.keys()][0] ?? "");
    });
    expect(comment.attachments.map(({ file_name }) => file_name)).toEqual(["picture-2.png"]);
    expect(comment.body).toBe("Look\n\n(Left out: picture 1, the carrier could not give it to us)");
  });

  it("without a word are a comment too", async () => {
    const scene = await openScene();
    scene.text(scene.customer("maren-voss").phone, "", [png]);
    const ticket = await scene.ticketWith("(picture)");
    expect(scene.commentsOn(ticket.id)[0]?.attachments).toHaveLength(1);
  });

  it("come together with the words or not at all", async () => {
    const scene = await openScene();
    const { zendesk } = scene.sandbox;
    const ticket = await scene.begin();
    await scene.quiet();
    const asked = (method: string, path: string, status: number) =>
      zendesk.exchanges.some(
        (one) => one.method === method && one.path.startsWith(path) && one.status === status,
      );
    const { limits } = zendesk.state;
    Object.assign(limits, { updatesPerTicket: 0, updateWindowSeconds: 1 });
    scene.text(scene.customer("maren-voss").phone, "Look", [jpeg, png]);
    await eventually(() => asked("PUT", `/api/v2/tickets/${ticket.id}`, 429));
    expect(asked("POST", "/api/v2/uploads", 201)).toBe(true);
    expect(scene.said(ticket.id)).toHaveLength(1);
    limits.updatesPerTicket = 30;
    await eventually(() => scene.said(ticket.id).length > 1, { timeout: 12_000 });
    await scene.quiet();
    expect(scene.commentsOn(ticket.id).map(({ body, attachments }) => [body, attachments.length])).toEqual([
      ["Does the coat come in blue?", 0],
      ["Look", 2],
    ]);
  });

  it("are fetched from the carrier alone: nowhere else, and from no private address", async () => {
    let asked = 0;
    const other = createServer((_, response) => {
      asked += 1;
      response.end(jpeg.bytes);
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    for (const url of [
      `http://127.0.0.1:${port}/a.jpg`,
      `https://media.twiliocdn.com@localhost:${port}/`,
      "",
    ]) {
      const scene = await openScene();
      expect(await tellOf(scene, url)).toMatchObject({
        body: "Look\n\n(Left out: picture 1, the carrier could not give it to us)",
        attachments: [],
      });
    }
    expect(asked).toBe(0);
  });
});

describe("a picture that can't be had in passing", () => {
  it("is waited for at first, and left out after some minutes", async () => {
    const scene = await openScene();
    const { sandbox } = scene;
    const { twilio, world } = sandbox;
    scene.text(scene.customer("maren-voss").phone, "Look", [jpeg]);
    await scene.ticketWith("Look");
    const [sent] = [...twilio.state.messages.values()].filter(({ numMedia }) => numMedia === 1);
    const client = createTwilioClient(sandbox.origins.twilio, twilio.credentials, createGate());
    const admin = world.agents.find(({ role }) => role === "admin");
    const credentials = { email: admin?.email ?? "", apiToken: "sandbox-zendesk-token" };
    const zendesk = createZendeskClient(sandbox.origins.zendesk, credentials, createGate());
    const pictures = await client.listMedia(sent?.sid ?? "");
    const carrier = {
      fetchPicture: client.fetchMedia,
      send: () => Promise.reject(new Error("not sent here")),
      lookUp: async () => null,
    };
    const attach = (firstTriedAt: Date) => attachPictures(carrier, zendesk, { pictures }, firstTriedAt);

    twilio.setFaults({ serverError: 1 });
    await expect(attach(new Date())).rejects.toThrow("answered 500 for a file");
    const left = await attach(new Date(Date.now() - 10 * 60_000));
    expect(left).toEqual({ tokens: [], note: "(Left out: picture 1, the carrier could not give it to us)" });
    twilio.setFaults({ serverError: 0 });
    sandbox.zendesk.setFaults({ serverError: 1 });
    await expect(attach(new Date(Date.now() - 10 * 60_000))).rejects.toThrow("zendesk answered 500");
    sandbox.zendesk.setFaults({ serverError: 0 });
    expect(await attach(new Date())).toMatchObject({ tokens: [expect.any(String)], note: null });
  });
});
