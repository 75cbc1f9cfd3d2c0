import type { Hono } from "hono";
import type { Exchange } from "../kit/exchanges.ts";
import type { Faults } from "../kit/faults.ts";
import { createVendorKit } from "../kit/vendor.ts";
import type { WebhookSender } from "../kit/webhook-sender.ts";
import type { World } from "../world/world.ts";
import { KlaviyoError, methodNotAllowed, noSuchPath, throttled } from "./errors.ts";
import { type FailureType, setFailure } from "./failures.ts";
import { createGuard } from "./guard.ts";
import { createIds } from "./ids.ts";
import { createLater } from "./later.ts";
import { loadWorld } from "./load-world.ts";
import { createMessaging, type Messaging } from "./messaging.ts";
import { addKlaviyoMetrics } from "./metrics.ts";
import { createOAuthGrants, type OAuthClient } from "./oauth-grants.ts";
import { type ReceivedEvent, receivedEvents } from "./received-events.ts";
import { createRecorder } from "./recorder.ts";
import { accountRoutes } from "./routes/account.ts";
import { campaignRoutes } from "./routes/campaigns.ts";
import { controlRoutes } from "./routes/control.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { eventRoutes } from "./routes/events.ts";
import { groupRoutes } from "./routes/groups.ts";
import { imageRoutes } from "./routes/images.ts";
import { metricRoutes } from "./routes/metrics.ts";
import { oauthRoutes } from "./routes/oauth.ts";
import { pictureRoutes } from "./routes/pictures.ts";
import { profileRelationRoutes } from "./routes/profile-relations.ts";
import { profileRoutes } from "./routes/profiles.ts";
import { subscriptionRoutes } from "./routes/subscriptions.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { settings } from "./settings.ts";
import { createState, type Message, type State, textsTo } from "./state.ts";
import { createWebhookDelivery, isTaken } from "./webhook-delivery.ts";

/** Klaviyo with one account, as the server under test sees it over HTTP. */
export interface Klaviyo extends Pick<Messaging, "text" | "send" | "click"> {
  app: { fetch(request: Request, env?: unknown): Response | Promise<Response> };
  exchanges: Exchange[];
  webhooks: WebhookSender;
  setFaults(change: Partial<Faults>): void;
  load(world: World): void;
  state: State;
  /** What came in through the API, in a plain form. */
  readonly events: ReceivedEvent[];
  privateKey: string;
  oauthClient: { id: string; secret: string };
  /** What is sent to this phone fails from now on; with null, it arrives again. */
  setFailure(phone: string, type: FailureType | null): void;
  /** What has reached a phone, oldest first. */
  textsTo(phone: string): Message[];
  /** Resolves when no message and no webhook is on its way any more. */
  idle(): Promise<void>;
  stop(): void;
}

const RETRIES = {
  delays: [500, 1000, 2000, 4000, 8000, 16_000, 30_000],
  again: () => true,
  timeoutMs: 5000,
  isTaken,
};

const PRIVATE_KEY = "pk_sandbox_klaviyo_key";
const OAUTH_CLIENT: OAuthClient = {
  id: "sandbox-klaviyo-client",
  secret: "sandbox-klaviyo-secret",
  integration: { key: "sidethread", name: "Sidethread", category: "API" },
};

export function createKlaviyo({
  seed = 1,
  now = () => new Date(),
  account = "main",
}: {
  seed?: number;
  now?: () => Date;
  /** Which of several Klaviyo accounts it is. But for the account's own, their ids are the same. */
  account?: string;
} = {}): Klaviyo {
  const kit = createVendorKit({ seed, retries: RETRIES, tooMany: (after) => throttled(after).toResponse() });
  const { app, webhooks } = kit;
  const state = createState(createIds(seed), now, settings.parse({}), account);
  const privateKey = account === "main" ? PRIVATE_KEY : `pk_sandbox_klaviyo_key_of_${account}`;
  const later = createLater();
  const delivery = createWebhookDelivery(state, webhooks, later);
  const recorder = createRecorder(state, delivery.announce);
  const messaging = createMessaging(state, recorder, later);
  const grants = createOAuthGrants(state);
  const guard = createGuard(state, grants, privateKey);
  const sandbox = { state, guard, recorder, messaging, delivery };
  addKlaviyoMetrics(state);

  app.use(async (c, next) => {
    state.origin = new URL(c.req.url).origin;
    await next();
  });
  app.route(
    "/",
    controlRoutes(sandbox, () => receivedEvents(state.events)),
  );
  app.route("/", pictureRoutes(state));
  app.route(
    "/",
    oauthRoutes(grants, OAUTH_CLIENT, () => state.account.name),
  );
  for (const routes of [
    accountRoutes,
    campaignRoutes,
    conversationRoutes,
    eventRoutes,
    groupRoutes,
    imageRoutes,
    metricRoutes,
    profileRelationRoutes,
    profileRoutes,
    subscriptionRoutes,
    webhookRoutes,
  ]) {
    app.route("/", routes(sandbox));
  }
  app.notFound((c) => {
    const known = isPathOf(app, c.req.path);
    return (known ? methodNotAllowed(c.req.method) : noSuchPath()).toResponse();
  });
  app.onError((error) => {
    if (error instanceof KlaviyoError) return error.toResponse();
    console.error("Klaviyo of the sandbox failed:", error);
    const detail = "An unexpected error occurred.";
    return new KlaviyoError(500, [{ code: "error", title: "A server error occurred.", detail }]).toResponse();
  });

  return {
    app,
    exchanges: kit.exchanges,
    webhooks,
    setFaults: kit.setFaults,
    load: (world) => loadWorld(state, recorder, world),
    state,
    get events() {
      return receivedEvents(state.events);
    },
    privateKey,
    oauthClient: { id: OAUTH_CLIENT.id, secret: OAUTH_CLIENT.secret },
    ...messaging,
    setFailure: (phone, type) => setFailure(state, phone, type),
    textsTo: (phone) => textsTo(state, phone),
    async idle() {
      await later.idle();
      await webhooks.idle();
    },
    stop() {
      later.stop();
      webhooks.stop();
    },
  };
}

/** Whether a path is served with another method. */
function isPathOf({ routes }: Pick<Hono, "routes">, path: string): boolean {
  return routes.some(
    ({ path: pattern, method }) =>
      method !== "ALL" && new RegExp(`^${pattern.replaceAll(/:[^/]+/g, "[^/]+")}$`).test(path),
  );
}
