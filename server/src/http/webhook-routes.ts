import type { Vendor } from "@sidethread/shared/sidebar";
import { type Context, Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { isComplianceTopic } from "../people/shopify-compliance.ts";
import type { Env, Services } from "./environment.ts";
import { limitBody } from "./limit-body.ts";
import { describeProblem, ProblemError } from "./problem.ts";
import {
  klaviyoEvents,
  shopifyCompliance,
  shopifyOrders,
  twilioStatuses,
  twilioTexts,
  type Webhook,
  zendeskEvents,
} from "./webhooks.ts";

const LARGEST_BYTES = 1024 * 1024;
/** Klaviyo tells of up to 1,000 events at once. */
const LARGEST_OF_KLAVIYO = 8 * LARGEST_BYTES;

const describe = (summary: string) =>
  describeRoute({
    summary,
    responses: {
      200: { description: "Verified, stored and on disk" },
      401: describeProblem("Unknown address or wrong signature: they look the same"),
      413: describeProblem("More than 1 MB, from Klaviyo 8 MB"),
      422: describeProblem("Verified, but not what this address is for"),
      429: describeProblem("Too many from here that did not verify"),
      503: describeProblem("Not stored; to be sent again"),
    },
  });

/** What vendors tell us. Each delivery is verified over its raw body and stored; nothing else happens here. */
export function webhookRoutes({ config, directory, limits, receive, log, wake }: Services) {
  /** Stores a webhook and resolves when it is on disk; throws a problem otherwise. */
  async function take<V extends Vendor>(c: Context<Env>, webhook: Webhook<V>, key: string): Promise<void> {
    const stranger = `${limits.addressOf(c)} ${webhook.vendor}/${key}`;
    limits.mustHaveRoom("webhooks that did not verify", stranger);
    const bytes = Buffer.from(await c.req.arrayBuffer());
    const body = bytes.toString();
    const url = config.PUBLIC_URL + c.req.url.slice(c.req.url.indexOf("/", "https://".length));
    const raw = { url, bytes, body, header: (name: string) => c.req.header(name) ?? "" };
    const connection = await directory.findVerified(webhook.vendor, key, (one) => webhook.verify(one, raw));
    if (!connection) {
      limits.count("webhooks that did not verify", stranger);
      throw new ProblemError(401, "Not verified", "The signature does not fit this address.");
    }
    const read = webhook.read(raw, connection);
    if (!read) throw new ProblemError(422, "Not understood", "This address takes other webhooks.");
    const { scope } = connection;
    const { source } = webhook;
    const traceId = c.get("traceId");
    const deliveries = [read].flat().map((one) => receive({ source, ...one, scope, traceId }));
    await Promise.all(deliveries).catch((err) => {
      log.error({ err, trace: traceId, source }, "delivery not stored");
      const again = { "retry-after": "5" };
      throw new ProblemError(503, "Not stored", "The database did not take it. Send it again.", again);
    });
    wake();
  }

  return new Hono<Env>()
    .use("/:vendor{zendesk|twilio|shopify}/*", limitBody(LARGEST_BYTES))
    .use("/klaviyo/*", limitBody(LARGEST_OF_KLAVIYO))
    .post("/zendesk/:key", describe("Zendesk's events of tickets and users"), async (c) => {
      await take(c, zendeskEvents, c.req.param("key"));
      return c.body(null, 200);
    })
    .post("/twilio/:key/texts", describe("Customers' texts, from Twilio"), async (c) => {
      await take(c, twilioTexts, c.req.param("key"));
      return c.body("<Response/>", 200, { "content-type": "text/xml" });
    })
    .post("/twilio/:key/status", describe("What became of a text, from Twilio"), async (c) => {
      await take(c, twilioStatuses, c.req.param("key"));
      return c.body(null, 200);
    })
    .post("/klaviyo/:key", describe("Texts and what became of them, from Klaviyo"), async (c) => {
      await take(c, klaviyoEvents, c.req.param("key"));
      return c.body(null, 200);
    })
    .post("/shopify/:key", describe("Orders, and compliance requests, from Shopify"), async (c) => {
      const asks = isComplianceTopic(c.req.header("x-shopify-topic") ?? "");
      await take(c, asks ? shopifyCompliance : shopifyOrders, c.req.param("key"));
      return c.body(null, 200);
    });
}
