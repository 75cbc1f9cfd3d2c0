import { Hono } from "hono";
import { type Resource, reply, resourceUrl } from "../documents.ts";
import { notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { M, XS } from "../rate-limits.ts";
import type { Sandbox } from "../sandbox.ts";

const noAddress = { address1: null, address2: null, city: null, region: null, country: null, zip: null };

const utm = (flow: string, campaign: string) => ({
  flow: { type: "dynamic", value: flow },
  campaign: { type: "dynamic", value: campaign },
});

/** The account and how it tracks links. */
export function accountRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();

  function accountResource(): Resource {
    const { id, name, timeZone, currency } = state.account;
    return {
      type: "account",
      id,
      attributes: {
        test_account: true,
        contact_information: {
          default_sender_name: name,
          default_sender_email: "hello@example.com",
          website_url: "https://example.com",
          organization_name: name,
          street_address: noAddress,
        },
        industry: "Ecommerce, Sporting Goods",
        timezone: timeZone,
        preferred_currency: currency,
        public_api_key: id,
        locale: "en-US",
      },
      links: { self: resourceUrl(state.origin, { type: "account", id }) },
    };
  }

  function trackingResource(): Resource {
    const { id } = state.account;
    return {
      type: "tracking-setting",
      id,
      attributes: {
        auto_add_parameters: true,
        utm_source: {
          flow: { type: "static", value: "Klaviyo" },
          campaign: { type: "static", value: "Klaviyo" },
        },
        utm_medium: utm("message_type", "message_type"),
        utm_campaign: utm("flow_name", "campaign_name"),
        utm_id: utm("flow_id", "campaign_id"),
        utm_term: { flow: null, campaign: null },
        custom_parameters: [],
      },
      links: { self: resourceUrl(state.origin, { type: "tracking-setting", id }) },
    };
  }

  const kinds = [
    { path: "/api/accounts", type: "account", resource: accountResource, limit: XS, scope: "accounts:read" },
    {
      path: "/api/tracking-settings",
      type: "tracking-setting",
      resource: trackingResource,
      limit: M,
      scope: "tracking-settings:read",
    },
  ] as const;
  for (const { path, type, resource, limit, scope } of kinds) {
    const allowed = guard({ limit, scopes: [scope] });
    routes.get(path, allowed, (c) => reply(c, [resource()]));
    routes.get(`${path}/:id`, allowed, (c) => {
      const id = c.req.param("id");
      if (id !== state.account.id) throw notFound(type, id);
      return reply(c, resource());
    });
  }
  return routes;
}
