import { EventEmitter } from "node:events";
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { Exchange } from "../kit/exchanges.ts";
import type { Faults } from "../kit/faults.ts";
import { createVendorKit } from "../kit/vendor.ts";
import type { WebhookSender } from "../kit/webhook-sender.ts";
import type { World } from "../world/world.ts";
import { supportApi } from "./api.ts";
import { attachmentContent } from "./attachment-content.ts";
import { controls } from "./controls.ts";
import { identify } from "./http/authentication.ts";
import { errorResponse, tooManyRequests, ZendeskError } from "./http/errors.ts";
import { loadWorld } from "./load-world.ts";
import { oauthRoutes } from "./oauth/oauth-routes.ts";
import type { User } from "./records.ts";
import { createState, type ZendeskState } from "./state.ts";
import { webhookRetries } from "./webhooks/deliver.ts";

export type ZendeskEvents = EventEmitter<{ ticket: [id: number]; user: [id: number] }>;

export interface Zendesk {
  app: Hono<{ Bindings: HttpBindings }>;
  exchanges: Exchange[];
  webhooks: WebhookSender;
  setFaults(change: Partial<Faults>): void;
  state: ZendeskState;
  /** `ticket` and `user` tell the id of every record that was made or changed. */
  events: ZendeskEvents;
  /** Whom a request acts for: an API or OAuth token's user, or the session cookie's; null when nobody's. */
  actingUser(c: Context): User | null;
  load(world: World): void;
  /** Where the account is reached, by which its events name files. */
  setOrigin(origin: string): void;
}

/** One Zendesk account: Support's REST API, OAuth, uploads and webhooks. */
export function createZendesk({ subdomain, seed = 1 }: { subdomain: string; seed?: number }): Zendesk {
  const kit = createVendorKit({
    seed,
    retries: webhookRetries,
    tooMany: (seconds) =>
      errorResponse(tooManyRequests(seconds, "Number of allowed API requests per minute exceeded")),
  });
  const state = createState(subdomain);
  const events: ZendeskEvents = new EventEmitter();
  const account = { state, events, webhooks: kit.webhooks, random: kit.random };
  const api = supportApi(account);

  kit.app.use("/api/v2/*", (c, next) =>
    // The Apps API is another product, mounted beside this one.
    c.req.path.startsWith("/api/v2/apps") ? next() : Promise.resolve(api.fetch(c.req.raw, c.env)),
  );
  kit.app.route("/", oauthRoutes(account));
  kit.app.route("/", attachmentContent(account));
  kit.app.route("/", controls(account));

  return {
    app: kit.app,
    exchanges: kit.exchanges,
    webhooks: kit.webhooks,
    setFaults: kit.setFaults,
    state,
    events,
    actingUser(c) {
      try {
        return identify(state, c)?.user ?? null;
      } catch (error) {
        if (error instanceof ZendeskError) return null;
        throw error;
      }
    },
    load: (world) => loadWorld(state, world),
    setOrigin(origin) {
      state.origin = origin;
    },
  };
}
