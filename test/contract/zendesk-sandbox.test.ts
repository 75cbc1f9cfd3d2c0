import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zendeskDescription } from "./kit/descriptions.ts";
import { openZendesk, type Sandbox } from "./zendesk-account.ts";

const description = await zendeskDescription();
if (!description)
  console.warn("Skipped: Zendesk's description is not beside the repository (../shared/specs)");

/** What Zendesk answers and its description leaves out, or has otherwise. */
describe.skipIf(!description)("the sandbox's Zendesk", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openZendesk();
  });
  afterAll(() => sandbox.close());

  it("answers every endpoint as Zendesk describes it", async () => {
    const { zendesk, call, upload } = sandbox;
    const user = await call("POST /users.json", { user: { name: "Ada", phone: "+4915100000001" } });
    const requester_id = user.body.user.id;
    const { token, attachment } = await upload("photo.png");
    const made = await call("POST /tickets.json", {
      ticket: {
        subject: "Texts",
        requester_id,
        external_id: "thread-1",
        tags: ["sms"],
        comment: { body: "Hello", author_id: requester_id, uploads: [token] },
        metadata: { message: "SM1" },
      },
    });
    const { id } = made.body.ticket;
    await call(`PUT /tickets/${id}.json`, {
      ticket: { status: "pending", comment: { body: "Hi", public: false } },
    });
    const [brand] = zendesk.state.brands.keys();
    const [group] = zendesk.state.groups.keys();
    const [field] = zendesk.state.ticketFields.keys();
    const [status] = zendesk.state.customStatuses.keys();
    const identity = await call(`POST /users/${requester_id}/identities`, {
      identity: { type: "email", value: "ada@example.com" },
    });
    const conditions = { all: [{ field: "status", operator: "is", value: "solved" }], any: [] };
    const view = await call("POST /views", { view: { title: "Solved", all: conditions.all } });
    const trigger = await call("POST /triggers", {
      trigger: { title: "Tag", conditions, actions: [{ field: "current_tags", value: "done" }] },
    });
    const automation = await call("POST /automations", {
      automation: {
        title: "Close",
        conditions: { all: [...conditions.all, { field: "SOLVED", operator: "greater_than", value: "24" }] },
        actions: [{ field: "status", value: "closed" }],
      },
    });
    const ids = {
      view: view.body.view.id,
      trigger: trigger.body.trigger.id,
      automation: automation.body.automation.id,
    };
    const spare = await upload("spare.png");
    const since = Math.floor(Date.parse("2024-01-01T00:00:00Z") / 1000);
    const lines: [line: string, body?: unknown][] = [
      ["GET /users.json?role=agent&page[size]=2"],
      [`GET /users/${requester_id}`],
      [`PUT /users/${requester_id}`, { user: { notes: "Likes boots" } }],
      ["GET /users/me"],
      ["GET /users/search?query=phone:*15100000001"],
      ["GET /users/search?external_id=sms:1"],
      [`GET /users/show_many?ids=${requester_id}`],
      ["POST /users/create_or_update", { user: { name: "Bo", external_id: "sms:+4915100000002" } }],
      ["POST /users/create_or_update", { user: { name: "Bo B", external_id: "sms:+4915100000002" } }],
      ["POST /users", { user: { name: "Bad", phone: "5551234" } }],
      [`GET /users/${requester_id}/identities`],
      [`GET /users/${requester_id}/identities/${identity.body.identity.id}`],
      [`GET /users/${requester_id}/tickets/requested?include=users,groups`],
      ["GET /tickets.json?page[size]=3&sort=-updated_at"],
      ["GET /tickets?per_page=2&page=2"],
      ["GET /tickets?external_id=thread-1"],
      [`GET /tickets/${id}.json?include=users,comment_count`],
      [`GET /tickets/show_many?ids=1,${id}`],
      ["GET /tickets/count"],
      ["GET /tickets/999999"],
      [`GET /tickets/${id}/comments.json?page[size]=1&sort=created_at`],
      [`GET /tickets/${id}/comments/count`],
      [`GET /tickets/${id}/audits?sort_order=desc`],
      [`GET /tickets/${id}/tags`],
      [`POST /tickets/${id}/tags`, { tags: ["sms", "vip"] }],
      [`PUT /tickets/${id}/tags`, { tags: ["returns"] }],
      [`DELETE /tickets/${id}/tags?tags=vip`],
      [`GET /tickets/${id}/metrics`],
      [`PUT /tickets/update_many?ids=${id}`, { ticket: { priority: "high" } }],
      ["GET /job_statuses/V3-sandbox-job-1"],
      [`GET /attachments/${attachment.id}`],
      [`DELETE /uploads/${spare.token}`],
      ["GET /satisfaction_ratings"],
      ["GET /brands?page[size]=1"],
      [`GET /brands/${brand}`],
      ["GET /groups"],
      [`GET /groups/${group}`],
      ["GET /group_memberships"],
      [`GET /groups/${group}/memberships`],
      [`GET /groups/${group}/users`],
      ["GET /ticket_fields"],
      [`GET /ticket_fields/${field}`],
      ["GET /custom_statuses"],
      [`GET /custom_statuses/${status}`],
      ["GET /views"],
      ["GET /views/active"],
      [`GET /views/${ids.view}`],
      [`GET /views/${ids.view}/tickets`],
      [`GET /views/${ids.view}/count`],
      [`GET /views/count_many?ids=${ids.view}`],
      [`PUT /views/${ids.view}`, { view: { title: "Solved ones" } }],
      ["GET /triggers"],
      [`GET /triggers/${ids.trigger}`],
      [
        `PUT /triggers/${ids.trigger}`,
        { trigger: { title: "Tag it", actions: trigger.body.trigger.actions } },
      ],
      ["GET /automations"],
      [`GET /automations/${ids.automation}`],
      [`PUT /automations/${ids.automation}`, { automation: { active: false } }],
      [`DELETE /views/${ids.view}`],
      [`DELETE /triggers/${ids.trigger}`],
      [`DELETE /automations/${ids.automation}`],
      ["GET /search?query=type:ticket%20tags:sms"],
      ["GET /search?query=type:user%20phone:*15100000001"],
      ["GET /search/count?query=status<solved"],
      [`GET /incremental/tickets/cursor.json?start_time=${since}`],
      [`DELETE /tickets/${id}`],
      ["GET /nowhere"],
    ];
    for (const [line, body] of lines) await call(line, body);

    const described = zendesk.exchanges.filter(
      (exchange) => !exchange.responseBody.includes("InvalidEndpoint"),
    );
    expect(described.length).toBeGreaterThan(lines.length);
    const violations = described.flatMap((exchange) => description!.violations(exchange));
    expect(violations).toEqual([]);
  });
});
