import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openZendesk, type Sandbox } from "./zendesk-account.ts";

const CONTENT = new Uint8Array([1, 2, 3]);

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openZendesk();
});
afterEach(() => sandbox.close());

describe("an agent's files on a comment", () => {
  /** A ticket on which an agent's newest comment has files, and these as the API tells of them. */
  async function commentWith(...names: string[]) {
    const { id } = await sandbox.newTicket();
    const uploads = await Promise.all(names.map(async (name) => (await sandbox.upload(name)).token));
    const { status } = await sandbox.update(id, { comment: { body: "", uploads } });
    expect(status).toBe(200);
    const { body } = await sandbox.call(`GET /tickets/${id}/comments`);
    return body.comments.at(-1);
  }

  const keepPrivate = () =>
    fetch(`${sandbox.origin}/_sandbox/attachments`, { method: "PUT", body: '{"private":true}' });

  it("are listed with type, size and address; words are not needed", async () => {
    const comment = await commentWith("coat.png", "a b.png");
    expect(comment).toMatchObject({
      body: "",
      attachments: [
        { file_name: "coat.png", content_type: "image/png", size: 3, inline: false },
        { file_name: "a b.png" },
      ],
    });
  });

  it("are behind a redirect to Zendesk's storage, open to whoever has the address", async () => {
    const { attachments } = await commentWith("coat.png");
    const moved = await fetch(attachments[0].content_url, { redirect: "manual" });
    expect(moved.status).toBe(302);
    const file = await fetch(new URL(moved.headers.get("location")!, sandbox.origin));
    expect(file.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(CONTENT);
  });

  it("are for who is signed in when they are private", async () => {
    const { attachments } = await commentWith("coat.png");
    const open = (headers: Record<string, string>) =>
      fetch(attachments[0].content_url, { headers, redirect: "manual" });
    expect((await keepPrivate()).status).toBe(200);
    for (const stranger of [{}, { authorization: "Bearer wrong" }, { cookie: "sandbox_agent=1" }]) {
      const refused = await open(stranger);
      expect(refused.status).toBe(302);
      expect(refused.headers.get("location")).toMatch(/^\/access\/login\?return_to=/);
    }
    const { authorization, admin } = sandbox;
    for (const known of [{ authorization }, { cookie: `sandbox_agent=${admin.id}` }]) {
      expect((await open(known)).headers.get("location")).toMatch(/^\/_storage\/attachments\//);
    }
  });

  it("have events of their own, after their comment's", async () => {
    const subscriptions = ["comment_added", "attachment_linked_to_comment"];
    const { received } = await sandbox.subscribe(
      subscriptions.map((event) => `zen:event-type:ticket.${event}`),
    );
    sandbox.zendesk.setOrigin(sandbox.origin);
    const { id, attachments } = await commentWith("coat.png");
    await sandbox.zendesk.webhooks.idle();
    const events = received.map(({ body }) => JSON.parse(body).event);
    events.sort((a, b) => a.meta.sequence.position - b.meta.sequence.position);
    const [{ id: attachmentId, content_url }] = attachments;
    expect(events).toMatchObject([
      { comment: { id: String(id), body: "" }, meta: { sequence: { position: 1 } } },
      {
        comment: {
          id: String(id),
          attachment: {
            id: String(attachmentId),
            filename: "coat.png",
            content_type: "image/png",
            content_url,
            is_public: true,
          },
        },
        meta: { sequence: { position: 2 } },
      },
    ]);
    expect(new Set(events.map(({ meta }) => meta.sequence.id)).size).toBe(1);
  });
});

describe("updates of one ticket by one user", () => {
  it("are 30 in ten minutes, whether they change something or not; others are free", async () => {
    const { id } = await sandbox.newTicket();
    for (let count = 0; count < 30; count += 1) {
      expect((await sandbox.update(id, { status: "open" })).status).toBe(200);
    }
    const refused = await sandbox.update(id, { status: "open" });
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(600);
    const { id: other } = await sandbox.newTicket();
    expect((await sandbox.update(other, { status: "open" })).status).toBe(200);
  });

  it("are free again after the window, which a test may shrink", async () => {
    const shrunk = JSON.stringify({ updatesPerTicket: 1, updateWindowSeconds: 1 });
    await fetch(`${sandbox.origin}/_sandbox/limits`, { method: "PUT", body: shrunk });
    const { id } = await sandbox.newTicket();
    expect((await sandbox.update(id, { priority: "low" })).status).toBe(200);
    const refused = await sandbox.update(id, { priority: "high" });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    await expect
      .poll(async () => (await sandbox.update(id, { priority: "high" })).status, { timeout: 5000 })
      .toBe(200);
  });
});
