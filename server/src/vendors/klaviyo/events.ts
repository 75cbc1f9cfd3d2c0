import { z } from "zod";
import type { Transport } from "../transport.ts";

export interface KlaviyoEvent {
  metric: string;
  uniqueId: string;
  time: Date;
  properties: Record<string, unknown>;
  profile: { email?: string; phone_number?: string };
}

const related = z.object({ data: z.object({ id: z.string() }).nullish() }).nullish();

/** An event as lists and webhooks have it. */
export const listedEvent = z.object({
  id: z.string(),
  attributes: z.object({
    datetime: z.string().nullish(),
    event_properties: z.record(z.string(), z.unknown()).nullish(),
  }),
  relationships: z.object({ profile: related, metric: related }).nullish(),
});
export type ListedEvent = z.infer<typeof listedEvent>;

const links = z.object({ next: z.string().nullish() }).nullish();
const metric = z.object({ id: z.string(), attributes: z.object({ name: z.string() }) });

/** Whose events to list, or of what kind, oldest first; or the next page of an earlier list. */
export type EventList = ({ since: Date } & ({ metricId: string } | { profileId: string })) | { next: string };

const nextPage = (next: string) => Object.fromEntries(new URL(next).searchParams);

function queryOf(list: EventList): Record<string, string> {
  if ("next" in list) return nextPage(list.next);
  const [field, id] = "metricId" in list ? ["metric_id", list.metricId] : ["profile_id", list.profileId];
  const since = `greater-or-equal(datetime,${list.since.toISOString()})`;
  return { filter: `equals(${field},"${id}"),${since}`, sort: "datetime", include: "metric" };
}

export const events = (request: Transport) => ({
  /** Records an event; the same `uniqueId` again changes nothing. */
  createEvent: ({ metric, uniqueId, time, properties, profile }: KlaviyoEvent) =>
    request({
      method: "POST",
      path: "/api/events",
      limit: { bucket: "events" },
      json: {
        data: {
          type: "event",
          attributes: {
            properties,
            time: time.toISOString(),
            unique_id: uniqueId,
            metric: { data: { type: "metric", attributes: { name: metric } } },
            profile: { data: { type: "profile", attributes: profile } },
          },
        },
      },
      answer: null,
    }),

  /** A page of events, each with its metric's name, and where the next page is. */
  async listEvents(list: EventList) {
    const {
      data,
      included,
      links: pages,
    } = await request({
      method: "GET",
      path: "/api/events",
      limit: { bucket: "event lists" },
      query: queryOf(list),
      answer: z.object({ data: z.array(z.unknown()), included: z.array(metric).default([]), links }),
    });
    const names = new Map(included.map(({ id, attributes }) => [id, attributes.name]));
    const metricOf = ({ relationships }: ListedEvent) => names.get(relationships?.metric?.data?.id ?? "");
    // An event in no shape that we know holds up none of the others.
    const known = data.flatMap((one) => listedEvent.safeParse(one).data ?? []);
    return {
      events: known.map((event) => ({ event, metric: metricOf(event) ?? "" })),
      next: pages?.next ?? null,
    };
  },

  /** The ids of Klaviyo's own metrics, by name; others may bear the same names. */
  async listOwnMetrics(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let query: Record<string, string> | null = { filter: 'equals(integration.name,"Klaviyo")' };
    while (query) {
      const page: { data: z.infer<typeof metric>[]; links?: z.infer<typeof links> } = await request({
        method: "GET",
        path: "/api/metrics",
        limit: { bucket: "metrics" },
        query,
        answer: z.object({ data: z.array(metric), links }),
      });
      for (const { id, attributes } of page.data) found.set(attributes.name, id);
      query = page.links?.next ? nextPage(page.links.next) : null;
    }
    return found;
  },
});
