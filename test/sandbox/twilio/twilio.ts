import { EventEmitter, setMaxListeners } from "node:events";
import type { Exchange } from "../kit/exchanges.ts";
import type { Faults } from "../kit/faults.ts";
import { createVendorKit } from "../kit/vendor.ts";
import type { World } from "../world/world.ts";
import { markRead } from "./delivery.ts";
import { Refusal, refusalAnswer } from "./errors.ts";
import { loadWorld } from "./load-world.ts";
import { setFailure } from "./reach.ts";
import { type CustomerText, receiveText } from "./receive-text.ts";
import { accountPath, accountResource } from "./resources.ts";
import { authenticate, notFound } from "./routes/authenticate.ts";
import { controlRoutes } from "./routes/control.ts";
import { MEDIA_STORAGE, mediaRoutes, storedMedia } from "./routes/media.ts";
import { messageRoutes } from "./routes/messages.ts";
import { numberRoutes } from "./routes/numbers.ts";
import { shortCodeRoutes } from "./routes/short-codes.ts";
import { addSender, type Sender } from "./senders.ts";
import { createSids } from "./sids.ts";
import {
  emptyState,
  type Message,
  type TwilioContext,
  type TwilioEvents,
  type TwilioState,
} from "./state.ts";
import { createTwilioWebhooks, type TwilioWebhooks } from "./webhooks.ts";

export interface TwilioOptions {
  seed?: number;
  accountSid?: string;
  authToken?: string;
}

export interface Twilio {
  app: { fetch(request: Request, env?: unknown): Response | Promise<Response> };
  exchanges: Exchange[];
  webhooks: TwilioWebhooks;
  setFaults(change: Partial<Faults>): void;
  state: TwilioState;
  /** `message` for every new or changed message, `carrierText` for the carrier's own answers. */
  events: TwilioEvents;
  credentials: { accountSid: string; authToken: string };
  /** Starts anew: the world's number, and where its customers are. */
  load(world: World): void;
  /** Where the vendor is reached, which links to pictures begin with; learnt from the first request otherwise. */
  setOrigin(origin: string): void;
  /** A customer texts a number of the account. */
  text(text: CustomerText): Message;
  /** Gives the account another number, short code or name to send from. */
  addSender(sender: Sender): void;
  /** The person has read the WhatsApp messages on their phone. */
  read(phone: string): void;
  /** Messages to a phone end with this error code (30003: out of reach); null: they arrive. */
  setFailure(phone: string, code: number | null): void;
  /** Resolves when no message and no webhook is under way any more. */
  idle(): Promise<void>;
  stop(): void;
}

const ACCOUNT_SID = "AC5a4db0c05a4db0c05a4db0c05a4db0c0";
const AUTH_TOKEN = "sandbox-twilio-token";

/** Twilio's Messages API, its numbers and webhooks, and the carrier behind it. */
export function createTwilio({
  seed = 1,
  accountSid = ACCOUNT_SID,
  authToken = AUTH_TOKEN,
}: TwilioOptions = {}): Twilio {
  const kit = createVendorKit({
    seed,
    retries: { delays: [], again: () => false, timeoutMs: 15_000 },
    tooMany: () => refusalAnswer(new Refusal(20429)),
  });
  const state = emptyState(accountSid, authToken, new Date());
  const events: TwilioEvents = new EventEmitter();
  events.setMaxListeners(0);
  const newSid = createSids(kit.random);
  const webhooks = createTwilioWebhooks(() => state.account.authToken, kit.faults, kit.random);
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  let origin: string | null = null;

  const context: TwilioContext = {
    state,
    events,
    webhooks,
    newSid,
    origin() {
      if (origin === null)
        throw new Error("Twilio's origin is not known yet: call setOrigin, or send a request");
      return origin;
    },
    background(work) {
      const promise = work(stopping.signal)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) throw error;
        })
        .finally(() => underWay.delete(promise));
      underWay.add(promise);
    },
  };

  const { app } = kit;
  app.use(async (c, next) => {
    origin ??= new URL(c.req.url).origin;
    await next();
    c.header("twilio-concurrent-requests", "1");
    c.header("twilio-request-id", newSid("RQ"));
  });
  app.route("/_sandbox", controlRoutes(context));
  app.route(MEDIA_STORAGE, storedMedia(state));
  app.use("/2010-04-01/*", authenticate(state));
  app.get("/2010-04-01/Accounts/:file{[^/]+\\.json}", (c) => c.json(accountResource(state)));
  for (const routes of [
    messageRoutes(context),
    mediaRoutes(state),
    numberRoutes(state),
    shortCodeRoutes(state),
  ]) {
    app.route(accountPath(accountSid), routes);
  }
  app.notFound((c) => refusalAnswer(notFound(c.req.path)));
  app.onError((error) => {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  });

  return {
    app,
    exchanges: kit.exchanges,
    webhooks,
    setFaults: kit.setFaults,
    state,
    events,
    credentials: { accountSid, authToken },
    load: (world) => loadWorld(state, newSid, world),
    setOrigin(known) {
      origin = known;
    },
    text: (text) => receiveText(context, text),
    addSender: (sender) => addSender(state, newSid, sender),
    read: (phone) => markRead(context, phone),
    setFailure: (phone, code) => setFailure(context, phone, code),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
      await webhooks.idle();
    },
    stop() {
      stopping.abort();
      webhooks.stop();
    },
  };
}
