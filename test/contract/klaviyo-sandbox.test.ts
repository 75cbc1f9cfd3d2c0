import { afterEach, beforeEach, expect, test } from "vitest";
import { klaviyoDescription } from "./kit/descriptions.ts";
import { answerTo, consentJob, event, startKlaviyo, webhook } from "./klaviyo-caller.ts";

const MAREN = { email: "maren.voss@example.com" };
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const description = await klaviyoDescription();

let started: Awaited<ReturnType<typeof startKlaviyo>>;
beforeEach(async () => {
  started = await startKlaviyo();
});
afterEach(() => started.close());

test.skipIf(description === null)(
  "every request and answer is as Klaviyo describes it (skipped without ../shared/specs)",
  async () => {
    const { klaviyo, call } = started;
    klaviyo.state.settings.conversations = true;
    const maren = (await call("GET", `/api/profiles?filter=equals(email,"${MAREN.email}")`)).one;
    const own = `/api/profiles/${maren.id}`;
    const phone = maren.attributes.phone_number;
    const number = klaviyo.state.account.smsNumbers[0]!;
    const picture = { contentType: "image/png", bytes: new Uint8Array(8) };

    const everything = "additional-fields[profile]=subscriptions,predictive_analytics";
    await call("GET", `/api/profiles?${everything}&page[size]=100`);
    await call(
      "GET",
      `/api/profiles?page[size]=2&sort=-created&filter=any(email,["${MAREN.email}","x@y.example"])`,
    );
    const page = await call("GET", "/api/profiles?page[size]=2&include=conversations");
    await call("GET", page.next);
    await call("GET", `${own}?${everything}&include=lists,segments,conversations`);
    await call("GET", `${own}?fields[profile]=email,location.city`);
    await call("GET", "/api/profiles/nobody");
    const { id } = (
      await call("POST", "/api/profiles", { type: "profile", attributes: { phone_number: "+4915700000001" } })
    ).one;
    await call("POST", "/api/profiles", { type: "profile", attributes: { phone_number: "+4915700000001" } });
    await call("PATCH", own, {
      type: "profile",
      id: maren.id,
      attributes: { properties: { open_ticket_count: 1 } },
      meta: { patch_properties: { append: { tags: "sms" } } },
    });
    const imported = { type: "profile", attributes: { email: "new@example.com", first_name: "Neu" } };
    await call("POST", "/api/profile-import", imported);
    await call("POST", "/api/profile-import", imported);
    await call("POST", "/api/profile-merge", {
      type: "profile-merge",
      id: maren.id,
      relationships: { profiles: { data: [{ type: "profile", id }] } },
    });

    klaviyo.text({ from: phone, to: number, body: "Does the coat come in blue?" });
    klaviyo.text({ from: phone, to: number, body: "Like this one", channel: "whatsapp", media: [picture] });
    klaviyo.send({ kind: "campaign", name: "Autumn sale", to: phone, body: "A fifth off." });
    await call("GET", `${own}?additional-fields[profile]=subscriptions&include=conversations`);
    for (const relation of ["segments", "lists", "conversations", "conversation"]) {
      await call("GET", `${own}/${relation}`);
      await call("GET", `${own}/relationships/${relation}`);
    }
    const conversation = (await call("GET", `${own}/conversations`)).one;
    await call("POST", "/api/conversation-messages", answerTo(conversation.id, "It does, from Monday."));
    await call("POST", "/api/conversation-messages", answerTo("nowhere", "Hello?"));
    await klaviyo.idle();

    for (const group of ["segments", "lists"]) {
      const all = await call("GET", `/api/${group}?sort=name`);
      await call("GET", `/api/${group}/${all.one.id}`);
    }
    const list = (await call("GET", "/api/lists")).one;
    await call(
      "POST",
      "/api/profile-subscription-bulk-create-jobs",
      consentJob("create", "+4915700000002", "SUBSCRIBED", {
        relationships: { list: { data: { type: "list", id: list.id } } },
      }),
    );
    await call(
      "POST",
      "/api/profile-subscription-bulk-delete-jobs",
      consentJob("delete", phone, "UNSUBSCRIBED"),
    );

    await call(
      "POST",
      "/api/events",
      event("Opened Ticket", MAREN, { unique_id: "t-7", time: "2026-11-18T09:00:00Z" }),
    );
    await call("POST", "/api/events", event("Opened Ticket", {}));
    const { profile: about, ...sent } = event("Resolved Ticket", MAREN, {
      unique_id: "t-8",
      backfill: true,
    }).attributes;
    const bulk = {
      type: "event-bulk-create-job",
      attributes: {
        "events-bulk-create": {
          data: [
            {
              type: "event-bulk-create",
              attributes: { profile: about, events: { data: [{ type: "event", attributes: sent }] } },
            },
          ],
        },
      },
    };
    await call("POST", "/api/event-bulk-create-jobs", bulk);
    await call("POST", "/api/event-bulk-create-jobs", bulk);
    const events = await call("GET", "/api/events?include=metric,profile&page[size]=5&sort=-datetime");
    await call("GET", events.next);
    const latest = events.one;
    await call("GET", `/api/events/${latest.id}?include=metric,profile`);
    await call("GET", `/api/events/${latest.id}/metric`);
    await call("GET", `/api/events/${latest.id}/profile`);

    const metrics = await call("GET", '/api/metrics?filter=equals(integration.name,"Klaviyo")');
    await call("GET", `/api/metrics/${metrics.one.id}`);
    await call("POST", "/api/metric-aggregates", {
      type: "metric-aggregate",
      attributes: {
        metric_id: metrics.one.id,
        measurements: ["count", "unique", "sum_value"],
        interval: "week",
        by: ["From Number"],
        filter: [
          "greater-or-equal(datetime,2026-10-01T00:00:00Z)",
          "less-than(datetime,2026-12-01T00:00:00Z)",
        ],
        timezone: "Europe/Berlin",
      },
    });

    const created = await call(
      "POST",
      "/api/webhooks",
      webhook("https://app.example/klaviyo", ["event:klaviyo.sent_sms"]),
    );
    const hook = `/api/webhooks/${created.one.id}`;
    await call("POST", "/api/webhooks", webhook("http://app.example/klaviyo", ["event:klaviyo.sent_sms"]));
    await call("GET", "/api/webhooks?include=webhook-topics");
    await call("GET", hook);
    await call("PATCH", hook, { type: "webhook", id: created.one.id, attributes: { enabled: false } });
    await call("DELETE", hook);
    await call("GET", hook);
    await call("GET", "/api/webhook-topics");
    await call("GET", "/api/webhook-topics/event:klaviyo.sent_sms");
    Object.assign(klaviyo.state.settings, { conversations: false, webhooks: false });
    await call("GET", "/api/webhooks");
    await call("POST", "/api/conversation-messages", answerTo(conversation.id, "Still there?"));

    for (const path of ["accounts", "tracking-settings"]) {
      const only = (await call("GET", `/api/${path}`)).one;
      await call("GET", `/api/${path}/${only.id}`);
    }
    const campaigns = await call("GET", "/api/campaigns?filter=equals(messages.channel,'sms')");
    await call("GET", `/api/campaigns/${campaigns.one.id}`);
    await call("GET", "/api/flows");
    const image = await call("POST", "/api/images", {
      type: "image",
      attributes: { import_from_url: PIXEL, name: "pixel" },
    });
    await call("GET", `/api/images/${image.one.id}`);

    const answered = klaviyo.exchanges.map(({ method, path, status }) => `${method} ${path} ${status}`);
    expect(answered.filter((line) => / 5\d\d$/.test(line))).toEqual([]);
    expect(new Set(klaviyo.exchanges.map(({ status }) => status))).toEqual(
      new Set([200, 201, 202, 204, 400, 403, 404, 409]),
    );
    const violations = klaviyo.exchanges.flatMap((exchange) => description!.violations(exchange));
    expect(violations).toEqual([]);
  },
  60_000,
);
