import { createHmac } from "node:crypto";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Victim } from "./victim.ts";

export type HookVendor = "zendesk" | "klaviyo" | "shopify" | "twilio";

/** A webhook as a vendor sent it, or would. */
export interface Hook {
  vendor: HookVendor;
  /** Below the server's origin. */
  path: string;
  body: string;
  /** What is sent beside the signature; none of it is signed. */
  headers: Record<string, string>;
}

export interface Signing {
  secret: string;
  /** What is signed as the address; the one it is sent to. */
  url: string;
  time: string;
  hash?: string;
}

/** The headers that prove a webhook, made as its vendor makes them. */
export function sign({ vendor, body }: Hook, { secret, url, time, hash }: Signing): Record<string, string> {
  const hmac = (fallback: string) => createHmac(hash ?? fallback, secret);
  switch (vendor) {
    case "zendesk":
      return {
        "x-zendesk-webhook-signature": hmac("sha256")
          .update(time + body)
          .digest("base64"),
        "x-zendesk-webhook-signature-timestamp": time,
      };
    case "klaviyo":
      return {
        "klaviyo-signature": hmac("sha256")
          .update(body + time)
          .digest("hex"),
        "klaviyo-timestamp": time,
      };
    case "shopify":
      return { "x-shopify-hmac-sha256": hmac("sha256").update(body).digest("base64") };
    case "twilio": {
      const form = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
      return {
        "x-twilio-signature": hmac("sha1")
          .update(url + form.join(""))
          .digest("base64"),
      };
    }
  }
}

/** What the victim's vendors sign with. */
export function secretsOf({ zendesk, klaviyo, shopify, twilio }: Sandbox, { hookKeys }: Victim) {
  const atZendesk = [...zendesk.state.webhooks.values()].find(({ endpoint }) =>
    endpoint.endsWith(hookKeys.zendesk ?? "?"),
  );
  const [atKlaviyo] = klaviyo.state.webhooks.values();
  return {
    zendesk: atZendesk?.signing_secret ?? "",
    klaviyo: atKlaviyo?.secret ?? "",
    shopify: shopify.clientSecret,
    twilio: twilio.credentials.authToken,
  } satisfies Record<HookVendor, string>;
}

/** Every webhook that the victim's vendors have sent so far. */
export function sentHooks({ zendesk, klaviyo, shopify, twilio }: Sandbox): Hook[] {
  const [atKlaviyo] = klaviyo.state.webhooks.values();
  const more: Record<HookVendor, Record<string, string>> = {
    zendesk: { "content-type": "application/json" },
    klaviyo: { "content-type": "application/json", "klaviyo-webhook-id": atKlaviyo?.deliveryId ?? "" },
    shopify: {
      "content-type": "application/json",
      "x-shopify-topic": "orders/updated",
      "x-shopify-event-id": "replayed",
    },
    twilio: { "content-type": "application/x-www-form-urlencoded" },
  };
  return Object.entries({ zendesk, klaviyo, shopify, twilio }).flatMap(([name, { webhooks }]) => {
    const vendor = name as HookVendor;
    return webhooks.attempts
      .filter(({ status }) => status === 200)
      .map(({ url, body }) => ({
        vendor,
        path: url.slice(new URL(url).origin.length),
        body,
        headers: more[vendor],
      }));
  });
}
