import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openZendesk, type Sandbox } from "./zendesk-account.ts";

describe("the sandbox's Zendesk tells of what happened", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await openZendesk();
  });
  afterEach(() => sandbox.close());

  it("signs its events and tells them in Zendesk's envelope", async () => {
    const names = ["created", "comment_added", "status_changed", "tags_changed"];
    const {
      id: webhookId,
      received,
      secret,
    } = await sandbox.subscribe(names.map((name) => `zen:event-type:ticket.${name}`));
    const { id } = await sandbox.newTicket();
    await sandbox.update(id, { status: "solved", tags: ["sms"], comment: { body: "Done" } });
    await sandbox.zendesk.webhooks.idle();
    const events = received.map(({ body }) => JSON.parse(body));
    const types = events.map(({ type }) => type.replace("zen:event-type:ticket.", ""));
    expect(types.sort()).toEqual([...names].sort());
    const status = events.find(({ type }) => type.endsWith("status_changed"));
    expect(status).toMatchObject({
      subject: `zen:ticket:${id}`,
      zendesk_event_version: "2022-11-06",
      detail: { id: String(id), status: "SOLVED", tags: ["sms"], actor_id: String(sandbox.admin.id) },
      event: { current: "SOLVED", previous: "NEW", meta: { sequence: { total: expect.any(Number) } } },
    });
    for (const { headers, body } of received) {
      const signed = headers["x-zendesk-webhook-signature-timestamp"] + body;
      const signature = createHmac("sha256", secret).update(signed).digest("base64");
      expect(headers["x-zendesk-webhook-signature"]).toBe(signature);
      expect(headers["x-zendesk-webhook-id"]).toBe(webhookId);
    }
  });

  it("calls again when the receiver says 409, not when it says 500", async () => {
    const busy = await sandbox.subscribe(["zen:event-type:ticket.created"], [409]);
    const broken = await sandbox.subscribe(["zen:event-type:ticket.created"], [500]);
    await sandbox.newTicket();
    await sandbox.zendesk.webhooks.idle();
    expect([busy.received.length, broken.received.length]).toEqual([2, 1]);
    const [first, second] = busy.received.map(({ headers }) => headers["x-zendesk-webhook-invocation-id"]);
    expect(first).toBe(second);
  });

  it("runs triggers into webhooks, and automations by a given clock", async () => {
    const { call, origin } = sandbox;
    const { id: webhookId, received } = await sandbox.subscribe(["conditional_ticket_events"]);
    const solved = { field: "status", operator: "is", value: "solved" };
    await call("POST /triggers", {
      trigger: {
        title: "Tell",
        conditions: { all: [solved, { field: "update_type", operator: "is", value: "Change" }], any: [] },
        actions: [{ field: "notification_webhook", value: [webhookId, '{"ticket_id":"{{ticket.id}}"}'] }],
      },
    });
    await call("POST /automations", {
      automation: {
        title: "Close after a day",
        conditions: {
          all: [
            solved,
            { field: "SOLVED", operator: "greater_than", value: "24" },
            { field: "current_tags", operator: "includes", value: "only-this" },
          ],
          any: [],
        },
        actions: [{ field: "status", value: "closed" }],
      },
    });
    const { id } = await sandbox.newTicket({ tags: ["only-this"] });
    await sandbox.update(id, { status: "solved" });
    await sandbox.zendesk.webhooks.idle();
    expect(received.map(({ body }) => JSON.parse(body))).toEqual([{ ticket_id: String(id) }]);
    const run = async (hours: number) => {
      const body = JSON.stringify({ now: new Date(Date.now() + hours * 3_600_000) });
      const answer = await fetch(`${origin}/_sandbox/automations/run`, { method: "POST", body });
      return (await answer.json()).changed;
    };
    expect(await run(23)).toEqual([]);
    expect(await run(26)).toEqual([id]);
    expect((await call(`GET /tickets/${id}`)).body.ticket.status).toBe("closed");
  });

  it("rates by the requester only, and tells so", async () => {
    const { call, customer, zendesk } = sandbox;
    const { received } = await sandbox.subscribe(["zen:event-type:ticket.csat_received"]);
    const { id } = await sandbox.newTicket();
    await sandbox.update(id, { status: "solved" });
    const rating = { satisfaction_rating: { score: "good" } };
    expect((await call(`POST /tickets/${id}/satisfaction_rating`, rating)).status).toBe(403);
    const asCustomer = { cookie: `sandbox_agent=${customer.id}` };
    expect((await call(`POST /tickets/${id}/satisfaction_rating`, rating, asCustomer)).status).toBe(200);
    await zendesk.webhooks.idle();
    expect(JSON.parse(received[0]!.body).event.satisfaction_score.score).toBe("GOOD");
  });

  it("keeps webhooks as its Webhooks API says", async () => {
    const { call } = sandbox;
    const { id, secret } = await sandbox.subscribe(["conditional_ticket_events"]);
    const listed = (await call("GET /webhooks?filter[name_contains]=Side")).body.webhooks;
    expect(listed).toMatchObject([{ id, status: "active" }]);
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect((await call(`PATCH /webhooks/${id}`, { webhook: { status: "inactive" } })).status).toBe(204);
    expect((await call(`GET /webhooks/${id}`)).body.webhook.status).toBe("inactive");
    const subscriptions = ["zen:event-type:ticket.created"];
    expect((await call(`PATCH /webhooks/${id}`, { webhook: { subscriptions } })).status).toBe(400);
    const reset = await call(`POST /webhooks/${id}/signing_secret`);
    expect(reset.body.signing_secret.secret).not.toBe(secret);
    expect((await call(`DELETE /webhooks/${id}`)).status).toBe(204);
    expect((await call(`GET /webhooks/${id}`)).body.errors[0].code).toBe("WebhookNotFound");
  });

  it("signs the test of a webhook that does not exist yet with the public secret", async () => {
    const { received, endpoint } = await sandbox.subscribe(["zen:event-type:user.created"]);
    const payload = '{"event":"ticket.updated","id":123}';
    const answer = await sandbox.call("POST /webhooks/test", { request: { endpoint, payload } });
    expect(answer.body.response.status).toBe(200);
    const { headers, body } = received[0]!;
    const signature = createHmac("sha256", "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==")
      .update(headers["x-zendesk-webhook-signature-timestamp"] + body)
      .digest("base64");
    expect(headers["x-zendesk-webhook-signature"]).toBe(signature);
  });

  it("tells of new users and of their addresses", async () => {
    const { received } = await sandbox.subscribe([
      "zen:event-type:user.created",
      "zen:event-type:user.identity_created",
    ]);
    const { body } = await sandbox.call("POST /users", { user: { name: "Ada", phone: "+4915100000009" } });
    await sandbox.zendesk.webhooks.idle();
    const events = received.map((one) => JSON.parse(one.body));
    const identity = events.find(({ type }) => type.endsWith("identity_created"));
    expect(events).toHaveLength(2);
    expect(identity).toMatchObject({
      subject: `zen:user:${body.user.id}`,
      zendesk_event_version: "2022-06-20",
      event: { identity: { type: "phone_number", value: "+4915100000009", primary: true } },
    });
  });

  it("refuses rules that Zendesk would refuse", async () => {
    const solved = { field: "status", operator: "is", value: "solved" };
    const actions = [{ field: "status", value: "closed" }];
    const refused = async (line: string, body: object) =>
      (await sandbox.call(line, body)).body.details?.base[0].description;
    const timeless = { title: "Close", conditions: { all: [solved] }, actions };
    expect(await refused("POST /automations", { automation: timeless })).toContain("time-based condition");
    const odd = { title: "Odd", conditions: { all: [{ field: "moon", value: "full" }] }, actions };
    expect(await refused("POST /triggers", { trigger: odd })).toBe("moon is not a valid condition");
    expect(
      await refused("POST /triggers", { trigger: { title: "Idle", conditions: { all: [solved] } } }),
    ).toContain("at least one action");
  });
});
