import { createHmac } from "node:crypto";
import type { RetryPolicy } from "../../kit/webhook-sender.ts";
import type { Account } from "../account.ts";
import type { Webhook, WebhookAuthentication } from "../records.ts";
import { now } from "../time.ts";

const RETRIED_AFTER_SECONDS = 60;

/** A webhook has 12 s to answer; 409, timeouts, and 429 or 503 that name a near time are tried again. */
export const webhookRetries: RetryPolicy = {
  delays: [250, 500, 1000, 2000, 4000],
  timeoutMs: 12_000,
  again(status, headers) {
    if (status === 0 || status === 409) return true;
    const retryAfter = Number(headers?.["retry-after"] ?? Number.NaN);
    return (status === 429 || status === 503) && retryAfter < RETRIED_AFTER_SECONDS;
  },
};

function authorization(authentication: WebhookAuthentication | undefined): Record<string, string> {
  if (!authentication) return {};
  if (authentication.type === "bearer_token") return { authorization: `Bearer ${authentication.data.token}` };
  if (authentication.type === "api_key") return { [authentication.data.name]: authentication.data.value };
  const { username, password } = authentication.data;
  return { authorization: `Basic ${btoa(`${username}:${password}`)}` };
}

/** The headers of one invocation: who calls, and the signature over timestamp and body. */
export function invocationHeaders(account: Account, webhook: Webhook, body: string): Record<string, string> {
  const timestamp = now();
  const signature = createHmac("sha256", webhook.signing_secret)
    .update(timestamp + body)
    .digest("base64");
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Zendesk Webhook",
    ...webhook.custom_headers,
    ...authorization(webhook.authentication),
    "x-zendesk-account-id": String(account.state.accountId),
    "x-zendesk-webhook-id": webhook.id,
    "x-zendesk-webhook-invocation-id": String(account.state.nextId("invocation")),
    "x-zendesk-webhook-signature": signature,
    "x-zendesk-webhook-signature-timestamp": timestamp,
  };
}

/** Sends a webhook's request in the background. */
export function deliver(account: Account, webhook: Webhook, body: string): void {
  if (webhook.status !== "active") return;
  const headers = invocationHeaders(account, webhook, body);
  account.webhooks.send({ url: webhook.endpoint, headers, body });
}
