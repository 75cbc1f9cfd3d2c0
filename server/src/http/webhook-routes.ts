import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { describeRoute } from "hono-openapi";
import { findConnectionByHookKey } from "../accounts/connection-store.ts";
import { verifyShopifySignature } from "../vendors/shopify/signature.ts";
import { verifyTwilioSignature } from "../vendors/twilio/signature.ts";
import { parseTicketEvent } from "../vendors/zendesk/events.ts";
import { verifyZendeskSignature } from "../vendors/zendesk/signature.ts";
import { type IncomingDelivery, receive } from "../work/inbox.ts";
import type { Env, Services } from "./environment.ts";
import { describeProblem, ProblemError } from "./problem.ts";

const LARGEST_BYTES = 1024 * 1024;

/** An unknown address and a wrong signature look the same from outside. */
const refused = () => new ProblemError(401, "Not verified", "The signature does not fit this address.");
const unreadable = (what: string) => new ProblemError(422, "Not understood", `The body is no ${what}.`);

const describe = (summary: string) =>
  describeRoute({
    summary,
    responses: {
      200: { description: "Verified, stored and on disk" },
      401: describeProblem("Unknown address or wrong signature"),
      413: describeProblem("More than 1 MB"),
      422: describeProblem("Verified, but not what this address is for"),
    },
  });

/** What vendors tell us. Each delivery is verified over its raw body and stored; nothing else happens here. */
export function webhookRoutes({ config, database, sealer, wake }: Services) {
  const find = <V extends "zendesk" | "twilio" | "shopify">(vendor: V, key: string) =>
    findConnectionByHookKey(database.read, sealer, vendor, key);

  async function store(delivery: IncomingDelivery): Promise<void> {
    if ((await receive(database.write, delivery)) === "stored") wake();
  }

  return new Hono<Env>()
    .use(
      bodyLimit({
        maxSize: LARGEST_BYTES,
        onError: () => {
          throw new ProblemError(413, "Too large", "A webhook may have 1 MB at the most.");
        },
      }),
    )
    .post("/zendesk/:key", describe("Zendesk's ticket events"), async (c) => {
      const connection = await find("zendesk", c.req.param("key"));
      const body = await c.req.text();
      const timestamp = c.req.header("x-zendesk-webhook-signature-timestamp") ?? "";
      const signature = c.req.header("x-zendesk-webhook-signature") ?? "";
      if (
        !connection ||
        !verifyZendeskSignature(connection.secrets.signingSecret, timestamp, body, signature)
      ) {
        throw refused();
      }
      const event = parseTicketEvent(body);
      if (!event) throw unreadable("ticket event");
      await store({
        scope: connection.scope,
        source: "zendesk.ticket",
        deliveryId: event.id,
        orderKey: `ticket:${event.detail.id}`,
        body,
        traceId: c.get("traceId"),
      });
      return c.body(null, 200);
    })
    .post("/twilio/:key/texts", describe("Customers' texts, from Twilio"), async (c) => {
      const form = await verifyTwilio(
        c.req.param("key"),
        c.req.url,
        await c.req.text(),
        c.req.header("x-twilio-signature"),
      );
      const sid = form.values.get("MessageSid");
      if (!sid) throw unreadable("message");
      await store({
        scope: form.scope,
        source: "twilio.text",
        deliveryId: sid,
        orderKey: `text:${form.values.get("From")}:${form.values.get("To")}`,
        body: form.values.toString(),
        traceId: c.get("traceId"),
      });
      return c.body("<Response/>", 200, { "content-type": "text/xml" });
    })
    .post("/twilio/:key/status", describe("What became of a text, from Twilio"), async (c) => {
      const form = await verifyTwilio(
        c.req.param("key"),
        c.req.url,
        await c.req.text(),
        c.req.header("x-twilio-signature"),
      );
      const message = c.req.query("message");
      const sid = form.values.get("MessageSid");
      if (!message || !sid) throw unreadable("message's status");
      form.values.set("message", message);
      await store({
        scope: form.scope,
        source: "twilio.status",
        deliveryId: `${sid}:${form.values.get("MessageStatus")}`,
        orderKey: `status:${message}`,
        body: form.values.toString(),
        traceId: c.get("traceId"),
      });
      return c.body(null, 200);
    })
    .post("/shopify/:key", describe("Orders, from Shopify"), async (c) => {
      const connection = await find("shopify", c.req.param("key"));
      const body = await c.req.text();
      const signature = c.req.header("x-shopify-hmac-sha256") ?? "";
      if (!connection || !verifyShopifySignature(connection.secrets.clientSecret, body, signature))
        throw refused();
      const topic = c.req.header("x-shopify-topic") ?? "";
      const eventId = c.req.header("x-shopify-event-id") ?? c.req.header("x-shopify-webhook-id");
      if (!eventId) throw unreadable("webhook with an id");
      await store({
        scope: connection.scope,
        source: "shopify.order",
        deliveryId: `${topic}:${eventId}`,
        orderKey: `shopify:${eventId}`,
        body,
        traceId: c.get("traceId"),
      });
      return c.body(null, 200);
    });

  async function verifyTwilio(key: string, requested: string, body: string, signature = "") {
    const connection = await find("twilio", key);
    const { pathname, search } = new URL(requested);
    const values = new URLSearchParams(body);
    const url = config.PUBLIC_URL + pathname + search;
    if (!connection || !verifyTwilioSignature(connection.secrets.authToken, url, values, signature))
      throw refused();
    return { scope: connection.scope, values };
  }
}
