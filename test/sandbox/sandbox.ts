import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { listen } from "./kit/listen.ts";
import { createKlaviyo, type Klaviyo } from "./klaviyo/klaviyo.ts";
import { phone } from "./phone/phone.ts";
import { createShopify, type Shopify } from "./shopify/create-shopify.ts";
import { createTwilio, type Twilio } from "./twilio/twilio.ts";
import { workspace } from "./workspace/workspace.ts";
import { createWorld } from "./world/create-world.ts";
import type { World } from "./world/world.ts";
import { type AppsApi, appsApi } from "./zendesk/apps/apps-api.ts";
import { createZendesk, type Zendesk } from "./zendesk/zendesk.ts";

export interface SandboxOptions {
  seed?: number;
  now?: Date;
  /** The first of four ports in a row; any free ones when absent. */
  firstPort?: number;
  /** Whose sandbox it is, where it is not the seed's own account's: all ids stay the same. */
  account?: Partial<World["account"]>;
}

export interface Sandbox {
  world: World;
  zendesk: Zendesk;
  apps: AppsApi;
  twilio: Twilio;
  klaviyo: Klaviyo;
  /** Opens a second Klaviyo account at the same origin, for its private key: the same customers have the same ids. */
  openSecondKlaviyo(): Klaviyo;
  shopify: Shopify;
  /** Where each vendor's API is. */
  origins: Record<"zendesk" | "twilio" | "klaviyo" | "shopify", string>;
  /** Where the agent workspace and the customers' phones are. */
  pages: { workspace: string; phone: string };
  close(): Promise<void>;
}

/** Every vendor, the agent workspace and the customers' phones, seeded, on loopback ports. */
export async function startSandbox({
  seed = 1,
  now = new Date(),
  firstPort,
  account,
}: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld({ seed, now });
  Object.assign(world.account, account);
  const zendesk = createZendesk({ subdomain: world.account.subdomain, seed });
  const twilio = createTwilio({ seed });
  const klaviyo = createKlaviyo({ seed });
  const shopify = createShopify({ seed, shopDomain: world.account.shopDomain });
  for (const vendor of [zendesk, twilio, klaviyo, shopify]) vendor.load(world);

  const apps = appsApi(zendesk);
  const isAgent = ({ role }: { role: string }) => role !== "end-user";
  zendesk.app.route("/", apps.routes);
  // The pages stand before the vendors: their live streams never end, and no vendor's fault befalls them.
  const helpdesk = new Hono()
    .route(
      "/",
      workspace({
        subdomain: world.account.subdomain,
        defaultAgent: () => [...zendesk.state.users.values()].find(isAgent)?.id ?? 0,
        installations: apps.installations,
        events: zendesk.events,
      }),
    )
    .all("*", (c) => zendesk.app.fetch(c.req.raw, c.env as HttpBindings));
  const carrier = new Hono()
    .route("/phone", phone(twilio, world))
    .all("*", (c) => twilio.app.fetch(c.req.raw, c.env));

  let secondKlaviyo: Klaviyo | null = null;
  const klaviyos = new Hono().all("*", (c) => {
    const [, key] = c.req.header("authorization")?.split(" ") ?? [];
    const asked = key !== undefined && key === secondKlaviyo?.privateKey ? secondKlaviyo : klaviyo;
    return asked.app.fetch(c.req.raw, c.env);
  });

  const port = (offset: number) => (firstPort === undefined ? 0 : firstPort + offset);
  const listening = {
    zendesk: await listen(helpdesk, port(0)),
    twilio: await listen(carrier, port(1)),
    klaviyo: await listen(klaviyos, port(2)),
    shopify: await listen(shopify.app, port(3)),
  };
  twilio.setOrigin(listening.twilio.origin);
  zendesk.setOrigin(listening.zendesk.origin);
  klaviyo.state.origin = listening.klaviyo.origin;

  return {
    world,
    zendesk,
    apps,
    twilio,
    klaviyo,
    openSecondKlaviyo() {
      secondKlaviyo = createKlaviyo({ seed, account: "second" });
      secondKlaviyo.load(world);
      secondKlaviyo.state.account.name = `${world.account.name} Werkstatt`;
      secondKlaviyo.state.origin = listening.klaviyo.origin;
      return secondKlaviyo;
    },
    shopify,
    origins: {
      zendesk: listening.zendesk.origin,
      twilio: listening.twilio.origin,
      klaviyo: listening.klaviyo.origin,
      shopify: listening.shopify.origin,
    },
    pages: {
      workspace: `http://localhost:${listening.zendesk.port}/agent`,
      phone: `${listening.twilio.origin}/phone`,
    },
    async close() {
      for (const { webhooks } of [zendesk, shopify]) webhooks.stop();
      twilio.stop();
      klaviyo.stop();
      secondKlaviyo?.stop();
      await Promise.all(Object.values(listening).map((one) => one.close()));
    },
  };
}
