import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { customerAt, event, startKlaviyo } from "./klaviyo-caller.ts";

const MAREN = { email: "maren.voss@example.com" };

let started: Awaited<ReturnType<typeof startKlaviyo>>;
beforeEach(async () => {
  started = await startKlaviyo();
});
afterEach(() => started.close());

const profileOf = (mailbox: string) => customerAt(started.call, mailbox);

describe("access", () => {
  test("credentials, revision, media type, path and method are checked", async () => {
    const { call } = started;
    const code = async (...args: Parameters<typeof call>) => {
      const { status, error, headers } = await call(...args);
      expect(headers.get("content-type")).toBe("application/vnd.api+json");
      return [status, error.code];
    };
    expect(await code("GET", "/api/accounts", undefined, { Authorization: "" })).toEqual([
      401,
      "not_authenticated",
    ]);
    expect(
      await code("GET", "/api/accounts", undefined, { Authorization: "Klaviyo-API-Key pk_other" }),
    ).toEqual([401, "authentication_failed"]);
    expect(await code("GET", "/api/accounts", undefined, { revision: "" })).toEqual([400, "invalid"]);
    expect(await code("POST", "/api/events", event("A", MAREN), { "Content-Type": "text/plain" })).toEqual([
      415,
      "unsupported_media_type",
    ]);
    expect(await code("PUT", "/api/profiles")).toEqual([405, "method_not_allowed"]);
    expect(await code("GET", "/api/nothing")).toEqual([404, "not_found"]);
    expect(await code("GET", "/api/profiles?filter=contains(email,%22m%22)")).toEqual([400, "invalid"]);
  });

  test("a duplicate profile is named", async () => {
    const { id } = await profileOf("maren.voss");
    const { status, error } = await started.call("POST", "/api/profiles", {
      type: "profile",
      attributes: MAREN,
    });
    expect([status, error.meta.duplicate_profile_id]).toEqual([409, id]);
  });

  test("limits are fixed windows, and a 429 says only when to come back", async () => {
    const { call, klaviyo, clock } = started;
    klaviyo.state.settings.rateLimitScale = 1;
    const first = await call("GET", "/api/accounts");
    expect(first.headers.get("ratelimit-limit")).toBe("15");
    expect(first.headers.get("ratelimit-remaining")).toBe("14");
    const second = await call("GET", "/api/accounts");
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(second.headers.has("ratelimit-limit")).toBe(false);
    clock.now = new Date(clock.now.getTime() + 600);
    expect((await call("GET", "/api/accounts")).headers.get("ratelimit-remaining")).toBe("13");
  });
});

describe("events", () => {
  const sent = () => started.klaviyo.events.map(({ metric, uniqueId }) => [metric, uniqueId]);

  test("the first of a repeated unique_id stands", async () => {
    const { call, klaviyo } = started;
    await call("POST", "/api/events", event("Opened Ticket", MAREN, { unique_id: "t-1" }));
    const again = event("Opened Ticket", MAREN, { unique_id: "t-1", properties: { Ticket_id: 8 } });
    expect((await call("POST", "/api/events", again)).status).toBe(202);
    await call("POST", "/api/events", event("Resolved Ticket", MAREN, { unique_id: "t-1" }));
    expect(sent()).toEqual([
      ["Opened Ticket", "t-1"],
      ["Resolved Ticket", "t-1"],
    ]);
    expect(klaviyo.events[0]).toMatchObject({ email: MAREN.email, properties: { Ticket_id: 7 } });
    expect((await call("GET", "/_sandbox/events")).body).toEqual(klaviyo.events);
  });

  test("without one, a profile has one a metric and second", async () => {
    const { call, clock } = started;
    await call("POST", "/api/events", event("Opened Ticket", MAREN));
    await call("POST", "/api/events", event("Opened Ticket", MAREN));
    clock.now = new Date(clock.now.getTime() + 1000);
    await call("POST", "/api/events", event("Opened Ticket", MAREN));
    expect(sent()).toHaveLength(2);
  });

  test("in bulk, a repeated unique_id fails the whole request", async () => {
    const { profile, ...known } = event("Opened Ticket", MAREN, { unique_id: "t-1" }).attributes;
    await started.call("POST", "/api/events", { type: "event", attributes: { ...known, profile } });
    const events = ["t-2", "t-1"].map((unique_id) => ({
      type: "event",
      attributes: { ...known, unique_id },
    }));
    const entry = { type: "event-bulk-create", attributes: { profile, events: { data: events } } };
    const job = { type: "event-bulk-create-job", attributes: { "events-bulk-create": { data: [entry] } } };
    expect((await started.call("POST", "/api/event-bulk-create-jobs", job)).status).toBe(409);
    expect(sent()).toEqual([["Opened Ticket", "t-1"]]);
  });

  test("a page goes on where the last one ended, whatever arrives meanwhile", async () => {
    const { call } = started;
    const first = await call("GET", "/api/events?sort=-datetime&page[size]=5");
    await call("POST", "/api/events", event("Opened Ticket", MAREN, { unique_id: "t-1" }));
    const second = await call("GET", first.next);
    const all = await call("GET", "/api/events?sort=-datetime&page[size]=11");
    const ids = [...first.all, ...second.all].map(({ id }) => id);
    expect(ids).toEqual(all.all.slice(1).map(({ id }) => id));
  });

  test("an event of an unknown person makes a profile", async () => {
    await started.call("POST", "/api/events", event("Opened Ticket", { phone_number: "+4915700000009" }));
    const query = `filter=equals(phone_number,${encodeURIComponent('"+4915700000009"')})`;
    expect((await started.call("GET", `/api/profiles?${query}`)).all).toHaveLength(1);
  });
});

test("a picture can be uploaded", async () => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(8)], { type: "image/png" }), "coat.png");
  const answer = await fetch(`${started.origin}/api/image-upload`, {
    method: "POST",
    headers: { Authorization: `Klaviyo-API-Key ${started.klaviyo.privateKey}`, revision: "2026-07-15" },
    body: form,
  });
  expect(answer.status).toBe(201);
  const { image_url, size } = (await answer.json()).data.attributes;
  expect(size).toBe(8);
  expect((await (await fetch(image_url)).arrayBuffer()).byteLength).toBe(8);
});

describe("the seed", () => {
  test("predictions follow from orders", async () => {
    const of = async (name: string) => (await profileOf(name)).attributes.predictive_analytics;
    const maren = await of("maren.voss");
    expect(maren.historic_number_of_orders).toBe(13);
    expect(maren.total_clv).toBeCloseTo(maren.historic_clv + maren.predicted_clv, 2);
    expect(maren.average_days_between_orders).toBeCloseTo(44.7, 1);
    expect(maren.churn_probability).toBeLessThan(0.33);
    const tom = await of("tom.whitfield");
    expect([tom.historic_number_of_orders, tom.average_days_between_orders]).toEqual([1, null]);
    expect(tom.churn_probability).toBeGreaterThan(maren.churn_probability);
    expect(new Set(Object.values(await of("lucia.navarro")).flat())).toEqual(new Set([null]));
  });

  test("ids are the same each time", async () => {
    const other = await startKlaviyo();
    await other.close();
    expect([...other.klaviyo.state.profiles.keys()]).toEqual([...started.klaviyo.state.profiles.keys()]);
    expect(other.klaviyo.state.events.map(({ id }) => id)).toEqual(
      started.klaviyo.state.events.map(({ id }) => id),
    );
    expect(new Set(started.klaviyo.state.events.map(({ id }) => id)).size).toBe(
      started.klaviyo.state.events.length,
    );
  });

  test("the campaign was received by its recipients, and no API event is there yet", () => {
    const { events, messages } = started.klaviyo.state;
    const received = events.filter(({ metric }) => metric.name === "Received SMS");
    expect(received.length).toBe(messages.length);
    expect(received.length).toBeGreaterThan(5);
    expect(started.klaviyo.events).toEqual([]);
  });
});
