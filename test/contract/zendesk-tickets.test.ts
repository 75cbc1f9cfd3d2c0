import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openZendesk, type Sandbox } from "./zendesk-account.ts";

describe("the sandbox's Zendesk keeps tickets and users", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await openZendesk();
  });
  afterEach(() => sandbox.close());

  it("creates once per idempotency key", async () => {
    const { call, customer } = sandbox;
    const key = { "idempotency-key": "text-1" };
    const body = { ticket: { requester_id: customer.id, comment: { body: "Hello" } } };
    const first = await call("POST /tickets", body, key);
    const again = await call("POST /tickets", body, key);
    expect(first.headers.get("x-idempotency-lookup")).toBe("miss");
    expect(again.headers.get("x-idempotency-lookup")).toBe("hit");
    expect(again.body).toEqual(first.body);
    const other = await call("POST /tickets", { ticket: { comment: { body: "Bye" } } }, key);
    expect(other).toMatchObject({ status: 400, body: { error: "IdempotentRequestError" } });
  });

  it("remembers a ticket whose answer was lost on the way", async () => {
    const { call, customer, zendesk } = sandbox;
    const body = { ticket: { requester_id: customer.id, comment: { body: "Hello" } } };
    const key = { "idempotency-key": "lost" };
    const before = zendesk.state.tickets.size;
    zendesk.setFaults({ dropAfterWork: 1 });
    await expect(call("POST /tickets", body, key)).rejects.toThrow();
    zendesk.setFaults({ dropAfterWork: 0 });
    expect((await call("POST /tickets", body, key)).headers.get("x-idempotency-lookup")).toBe("hit");
    expect(zendesk.state.tickets.size).toBe(before + 1);
  });

  it("refuses a second request while the first with its key is under way", async () => {
    const { origin, authorization, call } = sandbox;
    const body = JSON.stringify({ ticket: { comment: { body: "Hello" } } });
    const key = { "idempotency-key": "slow", "content-type": "application/octet-stream" };
    let finish = () => {};
    const stalled = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(body));
        finish = () => controller.close();
      },
    });
    const request = { method: "POST", headers: { authorization, ...key }, body: stalled, duplex: "half" };
    const first = fetch(`${origin}/api/v2/tickets`, request as RequestInit);
    await expect.poll(async () => (await call("POST /tickets", {}, key)).status, { timeout: 5000 }).toBe(409);
    finish();
    expect((await first).status).toBe(201);
  });

  it("opens what waited when the customer writes, and leaves it when the agent does", async () => {
    const { id } = await sandbox.newTicket();
    const { customer } = sandbox;
    for (const status of ["pending", "hold", "solved"]) {
      await sandbox.update(id, { status });
      expect((await sandbox.update(id, { comment: { body: "From an agent" } })).body.ticket.status).toBe(
        status,
      );
      const spoken = await sandbox.update(id, { comment: { body: "Still broken", author_id: customer.id } });
      expect(spoken.body.ticket.status).toBe("open");
    }
  });

  it("lets nobody change a closed ticket, but follow it up", async () => {
    const { id } = await sandbox.newTicket({ tags: ["sms"] });
    await sandbox.update(id, { status: "closed" });
    const refused = await sandbox.update(id, { comment: { body: "Hello again" } });
    expect(refused.status).toBe(422);
    expect(refused.body.details.status[0].description).toBe("Status: closed prevents ticket update");
    const next = await sandbox.newTicket({ via_followup_source_id: id });
    expect(next).toMatchObject({
      via: { source: { rel: "follow_up", from: { ticket_id: id } } },
      tags: ["sms"],
    });
    expect((await sandbox.call(`GET /tickets/${id}`)).body.ticket.followup_ids).toEqual([next.id]);
  });

  it("guards against stale updates", async () => {
    const { id } = await sandbox.newTicket();
    const stale = await sandbox.update(id, {
      safe_update: true,
      updated_stamp: "2020-01-01T00:00:00Z",
      priority: "low",
    });
    expect(stale).toMatchObject({ status: 409, body: { error: "UpdateConflict" } });
  });

  it("escapes what customers write and keeps their files", async () => {
    const { call, customer, upload } = sandbox;
    const { token } = await upload("photo.png");
    const body = "<script>alert(1)</script>";
    const { id } = await sandbox.newTicket({ comment: { body, uploads: [token], author_id: customer.id } });
    const { comments } = (await call(`GET /tickets/${id}/comments`)).body;
    expect(comments[0].html_body).not.toContain("<script>");
    expect(comments[0].plain_body).toBe(body);
    const file = await fetch(comments[0].attachments[0].content_url);
    expect(file.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  it("keeps an update's own metadata in its audit, newest first when asked", async () => {
    const { id } = await sandbox.newTicket({ metadata: { sid: "SM1" } });
    await sandbox.update(id, { comment: { body: "Hi" }, metadata: { sid: "SM2" } });
    const { audits } = (await sandbox.call(`GET /tickets/${id}/audits?sort_order=desc`)).body;
    expect(audits.map((audit: { metadata: { custom: unknown } }) => audit.metadata.custom)).toEqual([
      { sid: "SM2" },
      { sid: "SM1" },
    ]);
  });

  it("gives a phone to one user only, and finds it", async () => {
    const { call } = sandbox;
    const phone = "+4915100000007";
    const first = await call("POST /users", { user: { name: "Ada", phone } });
    const second = await call("POST /users", { user: { name: "Bo", phone } });
    expect(first.body.user.shared_phone_number).toBe(false);
    expect(second.body.user.shared_phone_number).toBe(true);
    const { identities } = (await call(`GET /users/${first.body.user.id}/identities`)).body;
    expect(identities).toMatchObject([{ type: "phone_number", value: phone, primary: true }]);
    expect((await call("GET /users/search?query=phone:*15100000007")).body.count).toBe(2);
    expect((await call("POST /users", { user: { name: "No", phone: "0151" } })).body.details).toHaveProperty(
      "phone",
    );
  });

  it("exports what changed by cursor, deleted tickets too", async () => {
    const { call, zendesk } = sandbox;
    const { id } = await sandbox.newTicket();
    await call(`DELETE /tickets/${id}`);
    expect((await call(`GET /tickets/${id}`)).status).toBe(404);
    expect(
      (await call(`GET /incremental/tickets/cursor?start_time=${Math.floor(Date.now() / 1000)}`)).status,
    ).toBe(422);
    zendesk.state.limits.exportLagSeconds = 0;
    const found = new Map<number, string>();
    let next = "start_time=1";
    for (let more = true; more; ) {
      const { body } = await call(`GET /incremental/tickets/cursor?${next}&per_page=5`);
      for (const ticket of body.tickets) found.set(ticket.id, ticket.status);
      next = `cursor=${encodeURIComponent(body.after_cursor)}`;
      more = !body.end_of_stream;
    }
    expect(found.size).toBe(zendesk.state.tickets.size);
    expect(found.get(id)).toBe("deleted");
  });

  it("is the same account for the same seed", async () => {
    const other = await openZendesk();
    await other.close();
    const { tickets, users, audits } = sandbox.zendesk.state;
    expect([...other.zendesk.state.tickets]).toEqual([...tickets]);
    expect([...other.zendesk.state.users.keys()]).toEqual([...users.keys()]);
    expect([...other.zendesk.state.audits]).toEqual([...audits]);
  });
});
