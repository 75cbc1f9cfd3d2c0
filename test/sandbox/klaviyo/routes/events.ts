import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { replyCollection } from "../collection.ts";
import { listed, queryOf, type Resource, readBody, reply } from "../documents.ts";
import { duplicate, invalid, KlaviyoError, notFound } from "../errors.ts";
import { occurrenceOf, profileOf, sentBulkProfile, sentEvent, sentProfile } from "../event-intake.ts";
import type { FilterFields, Operator } from "../filter.ts";
import type { Env } from "../guard.ts";
import { profileResource } from "../profile-resource.ts";
import { M, XL } from "../rate-limits.ts";
import { eventResource, metricResource } from "../resources.ts";
import type { Sandbox } from "../sandbox.ts";
import { type KlaviyoEvent, visibleEvents } from "../state.ts";
import { bodyOf } from "./body.ts";

const MOST_EVENTS = 1000;
const single = bodyOf("event", {
  attributes: sentEvent.extend({ profile: z.strictObject({ data: sentProfile }) }),
});
const bulkEvents = z.array(z.strictObject({ type: z.literal("event"), attributes: sentEvent }));
const bulkEntry = z.strictObject({
  type: z.literal("event-bulk-create"),
  attributes: z.strictObject({
    backfill: z.boolean().nullish(),
    profile: z.strictObject({ data: sentBulkProfile }),
    events: z.strictObject({ data: bulkEvents }),
  }),
});
const bulk = bodyOf("event-bulk-create-job", {
  attributes: z.strictObject({ "events-bulk-create": z.strictObject({ data: z.array(bulkEntry) }) }),
});

const ranges: Operator[] = ["greater-than", "greater-or-equal", "less-than", "less-or-equal"];
const filters: FilterFields<KlaviyoEvent> = {
  metric_id: { operators: ["equals"], read: ({ metric }) => metric.id },
  profile_id: { operators: ["equals"], read: ({ profile }) => profile.id },
  metric: { operators: ["has"], read: ({ metric }) => metric.id },
  profile: { operators: ["has"], read: ({ profile }) => profile.id },
  datetime: { operators: ranges, read: ({ at }) => at },
  timestamp: { operators: ranges, read: ({ at }) => at.getTime() / 1000 },
};

const atMostFiveMegabytes = bodyLimit({
  maxSize: 5 * 1024 * 1024,
  onError: () => {
    const detail = "The payload is larger than 5 MB.";
    throw new KlaviyoError(413, [{ code: "request_too_large", title: "Payload too large.", detail }]);
  },
});

/** Events: sent one by one or in bulk, listed, read. */
export function eventRoutes({ state, guard, recorder }: Sandbox) {
  const routes = new Hono<Env>();
  const reading = guard({ limit: XL, scopes: ["events:read"] });

  function included(events: KlaviyoEvent[], c: Context): Resource[] {
    const include = listed(queryOf(c), "include");
    const metrics = include.includes("metric") ? new Set(events.map(({ metric }) => metric)) : [];
    const profiles = include.includes("profile") ? new Set(events.map(({ profile }) => profile)) : [];
    return [
      ...Array.from(metrics, (metric) => metricResource(state, metric)),
      ...Array.from(profiles, (profile) => profileResource(state, profile)),
    ];
  }

  function existing(id: string): KlaviyoEvent {
    const event = visibleEvents(state).find((one) => one.id === id);
    if (!event) throw notFound("event", id);
    return event;
  }

  routes.post(
    "/api/events",
    guard({ limit: XL, scopes: ["events:write"] }),
    atMostFiveMegabytes,
    async (c) => {
      const { profile, ...sent } = (await readBody(c, single)).data.attributes;
      const about = profileOf(state, profile.data, "/data/attributes/profile/data");
      recorder.record([occurrenceOf(sent, about, c.get("caller").integration, state.now())]);
      return c.body(null, 202);
    },
  );

  const writingInBulk = guard({ limit: M, scopes: ["events:write"] });
  routes.post("/api/event-bulk-create-jobs", writingInBulk, atMostFiveMegabytes, async (c) => {
    const entries = (await readBody(c, bulk)).data.attributes["events-bulk-create"].data;
    const pointer = "/data/attributes/events-bulk-create";
    const total = entries.reduce((sum, { attributes }) => sum + attributes.events.data.length, 0);
    if (total > MOST_EVENTS) throw invalid("At most 1,000 events a request.", { pointer });
    const occurrences = entries.flatMap(({ attributes: { profile, events, backfill } }) => {
      const about = profileOf(state, profile.data, pointer);
      return events.data.map(({ attributes }) => ({
        ...occurrenceOf(attributes, about, c.get("caller").integration, state.now()),
        backfill: attributes.backfill ?? backfill,
      }));
    });
    const ids = occurrences.flatMap(({ profile, metric, uniqueId }) =>
      uniqueId ? [JSON.stringify([profile.id, metric, uniqueId])] : [],
    );
    const repeated = occurrences.some((one) => one.uniqueId && recorder.isKnown(one));
    if (repeated || new Set(ids).size < ids.length) {
      throw duplicate("duplicate", "A unique_id is repeated; no event was created.");
    }
    recorder.record(occurrences);
    return c.body(null, 202);
  });

  routes.get("/api/events", reading, (c) =>
    replyCollection(c, {
      items: visibleEvents(state),
      filters,
      sorts: { datetime: ({ at }) => at.getTime(), timestamp: ({ at }) => at.getTime() },
      defaultSort: "-datetime",
      pageSize: { default: 200, max: 1000 },
      resource: (event) => eventResource(state, event),
      included: (page) => included(page, c),
    }),
  );
  routes.get("/api/events/:id", guard({ limit: M, scopes: ["events:read"] }), (c) => {
    const event = existing(c.req.param("id"));
    const wanted = queryOf(c).has("include");
    return reply(c, eventResource(state, event), wanted ? { included: included([event], c) } : {});
  });
  routes.get("/api/events/:id/metric", reading, (c) =>
    reply(c, metricResource(state, existing(c.req.param("id")).metric)),
  );
  routes.get("/api/events/:id/profile", reading, (c) =>
    reply(c, profileResource(state, existing(c.req.param("id")).profile)),
  );
  return routes;
}
