import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { createVendorKit, type VendorKit } from "../kit/vendor.ts";
import type { World } from "../world/world.ts";
import { controlRoutes } from "./controls.ts";
import { fileRoutes } from "./files.ts";
import { graphqlRoute } from "./graphql/route.ts";
import { createGrants } from "./oauth/grants.ts";
import { oauthRoutes } from "./oauth/routes.ts";
import { createEvents, type ShopEvents } from "./shop/events.ts";
import { loadWorld } from "./shop/load-world.ts";
import { createShop } from "./shop/shop.ts";
import type { State } from "./shop/state.ts";
import { appUninstalledPayload } from "./webhooks/app-payload.ts";
import { createPublisher } from "./webhooks/publisher.ts";

const SCOPES = [
  "read_all_orders",
  "read_customers",
  "read_locations",
  "read_order_edits",
  "read_orders",
  "read_products",
  "write_order_edits",
  "write_orders",
];

export interface ShopifyOptions {
  seed?: number;
  shopDomain?: string;
  /** Milliseconds before each of the 8 retries of a webhook; Shopify spreads them over 4 hours. */
  webhookDelays?: number[];
  /** Milliseconds that a step of a background job takes. */
  jobMs?: number;
}

export interface Shopify extends Pick<VendorKit, "exchanges" | "webhooks" | "setFaults"> {
  app: Hono<{ Bindings: HttpBindings }>;
  load(world: World): void;
  state: State;
  /** What happens in the shop without the API. */
  events: ShopEvents & { uninstall(): void };
  /** A custom app's token, with every scope, which does not expire. */
  accessToken: string;
  clientId: string;
  clientSecret: string;
}

/** Shopify for one shop: Admin GraphQL API 2026-10, OAuth, webhooks. */
export function createShopify({
  seed = 1,
  shopDomain = "moorlicht.myshopify.com",
  webhookDelays = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000],
  jobMs = 400,
}: ShopifyOptions = {}): Shopify {
  const client = { clientId: "sandbox-shopify-client", clientSecret: "sandbox-shopify-secret" };
  const accessToken = "shpat_sandbox-shopify-token";
  const kit = createVendorKit({
    seed,
    retries: { delays: webhookDelays, again: () => true, timeoutMs: 5000 },
    tooMany: (retryAfter) =>
      Response.json(
        { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] },
        { status: 429, headers: { "retry-after": retryAfter.toFixed(1) } },
      ),
  });
  const grants = createGrants({ clientId: client.clientId, accessToken, scopes: SCOPES });
  const shop = createShop(shopDomain, {
    publish: createPublisher(() => shop.state, kit.webhooks, client.clientSecret),
    later: (work) => setTimeout(work, jobMs).unref(),
  });
  const uninstall = () => {
    shop.publish("app/uninstalled", appUninstalledPayload(shop.state.shop));
    shop.state.subscriptions.clear();
    grants.revokeAll();
  };
  const events = { ...createEvents(shop), uninstall };

  kit.app.use(async (c, next) => {
    shop.origin = new URL(c.req.url).origin;
    await next();
  });
  kit.app.route("/", graphqlRoute(shop, grants, uninstall));
  kit.app.route("/", oauthRoutes(shop, grants, client));
  kit.app.route("/", fileRoutes(shop));
  kit.app.route("/", controlRoutes(shop, events, uninstall));
  kit.app.notFound((c) => c.json({ errors: "Not Found" }, 404));

  const { app, exchanges, webhooks, setFaults } = kit;
  const load = (world: World) => loadWorld(shop, world);
  return { app, exchanges, webhooks, setFaults, load, state: shop.state, events, accessToken, ...client };
}
