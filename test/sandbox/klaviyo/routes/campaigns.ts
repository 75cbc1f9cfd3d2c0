import { Hono } from "hono";
import { replyCollection } from "../collection.ts";
import { iso } from "../dates.ts";
import { queryOf, type Resource, relationship, reply, resourceUrl } from "../documents.ts";
import { invalid, notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { M, S } from "../rate-limits.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Campaign, Flow } from "../state.ts";

/** The campaigns and flows whose texts customers receive. */
export function campaignRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();

  function campaignResource({ id, messageId, name, sentAt }: Campaign): Resource {
    const self = resourceUrl(state.origin, { type: "campaign", id });
    const at = iso(sentAt);
    return {
      type: "campaign",
      id,
      attributes: {
        name,
        status: "Sent",
        archived: false,
        audiences: { included: [...state.lists.keys()], excluded: [] },
        send_options: { use_smart_sending: true },
        tracking_options: { add_tracking_params: true },
        send_strategy: { method: "static", datetime: at },
        created_at: at,
        scheduled_at: at,
        updated_at: at,
        send_time: at,
      },
      relationships: {
        ...relationship(self, "campaign-messages", [{ type: "campaign-message", id: messageId }]),
        ...relationship(self, "tags"),
      },
      links: { self },
    };
  }

  function flowResource({ id, name, created }: Flow): Resource {
    const self = resourceUrl(state.origin, { type: "flow", id });
    const at = iso(created);
    return {
      type: "flow",
      id,
      attributes: { name, status: "live", archived: false, created: at, updated: at, trigger_type: "Metric" },
      relationships: { ...relationship(self, "flow-actions"), ...relationship(self, "tags") },
      links: { self },
    };
  }

  const readingCampaigns = guard({ limit: M, scopes: ["campaigns:read"] });
  routes.get("/api/campaigns", readingCampaigns, (c) => {
    if (!queryOf(c).get("filter")?.includes("messages.channel")) {
      throw invalid("A channel filter is required to list campaigns.", { parameter: "filter" });
    }
    return replyCollection(c, {
      items: state.campaigns.values(),
      filters: {
        "messages.channel": { operators: ["equals"], read: () => "sms" },
        id: { operators: ["any"], read: ({ id }) => id },
        name: { operators: ["contains"], read: ({ name }) => name },
      },
      sorts: { created_at: ({ sentAt }) => sentAt.getTime(), name: ({ name }) => name },
      defaultSort: "-created_at",
      pageSize: { default: 100, max: 100 },
      resource: campaignResource,
    });
  });
  routes.get("/api/campaigns/:id", readingCampaigns, (c) => {
    const id = c.req.param("id");
    const campaign = state.campaigns.get(id);
    if (!campaign) throw notFound("campaign", id);
    return reply(c, campaignResource(campaign));
  });
  routes.get("/api/flows", guard({ limit: S, scopes: ["flows:read"] }), (c) =>
    replyCollection(c, {
      items: state.flows.values(),
      filters: {
        id: { operators: ["any"], read: ({ id }) => id },
        name: { operators: ["contains", "equals"], read: ({ name }) => name },
      },
      sorts: { created: ({ created }) => created.getTime(), name: ({ name }) => name },
      defaultSort: "created",
      pageSize: { default: 50, max: 50 },
      resource: flowResource,
    }),
  );
  return routes;
}
