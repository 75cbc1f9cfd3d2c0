import type { Vendor } from "@sidethread/shared/sidebar";
import type { Connection } from "../accounts/connection-store.ts";
import { KLAVIYO_EVENT } from "../conversations/klaviyo/receive-klaviyo-event.ts";
import { asDelivery } from "../conversations/klaviyo/told-event.ts";
import { ZENDESK_REMOVAL } from "../helpdesk/receive-removal.ts";
import { parseOrder } from "../orders/receive-order.ts";
import { parseCompliance, SHOPIFY_COMPLIANCE } from "../people/shopify-compliance.ts";
import { verifyKlaviyoSignature } from "../vendors/klaviyo/signature.ts";
import { parseKlaviyoDelivery } from "../vendors/klaviyo/webhooks.ts";
import { verifyShopifySignature } from "../vendors/shopify/signature.ts";
import { verifyTwilioSignature } from "../vendors/twilio/signature.ts";
import { parseStatus, parseText } from "../vendors/twilio/webhooks.ts";
import { parseTicketEvent } from "../vendors/zendesk/events.ts";
import { parseRemoval } from "../vendors/zendesk/removals.ts";
import { verifyZendeskSignature } from "../vendors/zendesk/signature.ts";
import type { IncomingDelivery } from "../work/inbox.ts";

/** A webhook as it came over the wire. */
export interface RawWebhook {
  /** The address that the vendor called, as it knows it. */
  url: string;
  /** What was signed; decoding loses a mark at its beginning, and what is no UTF-8. */
  bytes: Uint8Array;
  body: string;
  header(name: string): string;
}

/** `source`: where it goes to another rule than the rest of its webhook. */
type Read = Pick<IncomingDelivery, "deliveryId" | "orderKey" | "body"> &
  Partial<Pick<IncomingDelivery, "source">>;

/** One of the webhooks that a vendor sends. */
export interface Webhook<V extends Vendor> {
  vendor: V;
  source: string;
  verify(connection: Connection<V>, raw: RawWebhook): boolean;
  /** What is stored of it, each by itself where it tells of several; null when it is not what its address is for. */
  read(raw: RawWebhook, connection: Connection<V>): Read | Read[] | null;
}

export const zendeskEvents: Webhook<"zendesk"> = {
  vendor: "zendesk",
  source: "zendesk.ticket",
  verify: ({ secrets }, { bytes, header }) =>
    verifyZendeskSignature(
      secrets.signingSecret,
      header("x-zendesk-webhook-signature-timestamp"),
      bytes,
      header("x-zendesk-webhook-signature"),
    ),
  read({ body }) {
    const removal = parseRemoval(body);
    if (removal) {
      const { id, type, detail } = removal;
      const orderKey = `${type.includes("ticket") ? "ticket" : "user"}:${detail.id}`;
      return { deliveryId: id, orderKey, body: JSON.stringify(removal), source: ZENDESK_REMOVAL };
    }
    const event = parseTicketEvent(body);
    return event && { deliveryId: event.id, orderKey: `ticket:${event.detail.id}`, body };
  },
};

const verifyTwilio: Webhook<"twilio">["verify"] = ({ secrets }, { url, body, header }) =>
  verifyTwilioSignature(secrets.authToken, url, new URLSearchParams(body), header("x-twilio-signature"));

export const twilioTexts: Webhook<"twilio"> = {
  vendor: "twilio",
  source: "twilio.text",
  verify: verifyTwilio,
  read({ body }) {
    const form = new URLSearchParams(body);
    const text = parseText(form);
    // Written anew: SQLite ends a text at its first zero.
    return text && { deliveryId: text.sid, orderKey: `text:${text.from}:${text.to}`, body: form.toString() };
  },
};

export const twilioStatuses: Webhook<"twilio"> = {
  vendor: "twilio",
  source: "twilio.status",
  verify: verifyTwilio,
  read({ url, body }) {
    const form = new URLSearchParams(body);
    const told = parseStatus(form);
    const message = new URL(url).searchParams.get("message");
    if (!told || !message) return null;
    const deliveryId = `${told.sid}:${told.status}`;
    form.set("message", message);
    return { deliveryId, orderKey: `status:${message}`, body: form.toString() };
  },
};

export const klaviyoEvents: Webhook<"klaviyo"> = {
  vendor: "klaviyo",
  source: KLAVIYO_EVENT,
  verify: ({ secrets: { webhookSecret } }, { bytes, header }) =>
    webhookSecret !== null &&
    verifyKlaviyoSignature(webhookSecret, header("klaviyo-timestamp"), bytes, header("klaviyo-signature")),
  read({ body, header }, { key }) {
    const told = parseKlaviyoDelivery(body);
    if (told?.webhookId !== header("klaviyo-webhook-id")) return null;
    return told.events.map((event) => asDelivery(event, key));
  },
};

const verifyShopify: Webhook<"shopify">["verify"] = ({ secrets }, { bytes, header }) =>
  verifyShopifySignature(secrets.clientSecret, bytes, header("x-shopify-hmac-sha256"));

/** How a delivery is stored whose topic and id stand in its headers; null where it has no id. */
function storedAs(header: RawWebhook["header"], body: string): Read | null {
  const id = header("x-shopify-event-id") || header("x-shopify-webhook-id");
  return id ? { deliveryId: `${header("x-shopify-topic")}:${id}`, orderKey: `shopify:${id}`, body } : null;
}

export const shopifyOrders: Webhook<"shopify"> = {
  vendor: "shopify",
  source: "shopify.order",
  verify: verifyShopify,
  read: ({ body, header }) => (parseOrder(body) ? storedAs(header, body) : null),
};

export const shopifyCompliance = {
  vendor: "shopify",
  source: SHOPIFY_COMPLIANCE,
  verify: verifyShopify,
  read({ body, header }) {
    const asked = parseCompliance(header("x-shopify-topic"), body);
    return asked && storedAs(header, JSON.stringify(asked));
  },
} satisfies Webhook<"shopify">;
