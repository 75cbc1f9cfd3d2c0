import { Hono } from "hono";
import { z } from "zod";
import { aggregate } from "../aggregates.ts";
import { replyCollection } from "../collection.ts";
import { readBody, reply, resourceUrl } from "../documents.ts";
import { notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { M, S } from "../rate-limits.ts";
import { metricResource } from "../resources.ts";
import type { Sandbox } from "../sandbox.ts";
import { visibleEvents } from "../state.ts";
import { bodyOf } from "./body.ts";

const query = bodyOf("metric-aggregate", {
  attributes: z.strictObject({
    metric_id: z.string(),
    measurements: z.array(z.enum(["count", "sum_value", "unique"])).min(1),
    interval: z.enum(["hour", "day", "week", "month"]).default("day"),
    by: z.array(z.string()).default([]),
    filter: z.array(z.string()).min(1),
    timezone: z.string().nullish(),
  }),
});

/** The account's metrics, and counts of their events. */
export function metricRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();
  const reading = guard({ limit: M, scopes: ["metrics:read"] });

  routes.get("/api/metrics", reading, (c) =>
    replyCollection(c, {
      items: state.metrics.values(),
      filters: {
        "integration.name": { operators: ["equals"], read: ({ integration }) => integration.name },
        "integration.category": { operators: ["equals"], read: ({ integration }) => integration.category },
      },
      sorts: { created: ({ created }) => created.getTime() },
      defaultSort: "created",
      pageSize: { default: 200, max: 200 },
      resource: (metric) => metricResource(state, metric),
    }),
  );
  routes.get("/api/metrics/:id", reading, (c) => {
    const id = c.req.param("id");
    const metric = state.metrics.get(id);
    if (!metric) throw notFound("metric", id);
    return reply(c, metricResource(state, metric));
  });
  routes.post("/api/metric-aggregates", guard({ limit: S, scopes: ["metrics:read"] }), async (c) => {
    const { metric_id, timezone, ...asked } = (await readBody(c, query)).data.attributes;
    if (!state.metrics.has(metric_id)) throw notFound("metric", metric_id);
    const events = visibleEvents(state).filter(({ metric }) => metric.id === metric_id);
    const id = state.ids.uuid("metric-aggregate");
    const links = { self: resourceUrl(state.origin, { type: "metric-aggregate", id }) };
    const attributes = { ...aggregate(events, { ...asked, timeZone: timezone ?? "UTC" }) };
    return reply(c, { type: "metric-aggregate", id, attributes, links });
  });
  return routes;
}
