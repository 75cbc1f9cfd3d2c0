import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Agent, interceptors, request as send } from "undici";
import type { Faults } from "../kit/faults.ts";
import type { WebhookSender } from "../kit/webhook-sender.ts";
import { overridesOf, type RetryReason } from "./connection-overrides.ts";
import { sign } from "./signature.ts";

export interface TwilioWebhook {
  /** May carry connection overrides in its fragment. */
  url: string;
  method: "GET" | "POST";
  params: Record<string, string>;
  /** Constant over the retries of one delivery. */
  idempotencyToken: string;
  answered?(answer: WebhookAnswer): void;
}

export interface WebhookAnswer {
  /** 0: no answer. */
  status: number;
  contentType: string;
  body: string;
}

export interface TwilioWebhooks extends Pick<WebhookSender, "attempts" | "idle" | "stop"> {
  /** Queues a webhook, signed; a vendor's work never waits for its receiver. */
  send(webhook: TwilioWebhook): void;
}

const TIMEOUT_MS = 15_000;
const IN_TIME = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
const TIMEOUTS = new Set(["HeadersTimeoutError", "BodyTimeoutError"]);
const dispatcher = new Agent().compose(interceptors.redirect({ maxRedirections: 10 }));
const OVERTAKE_MS = 500;
const RETRY_MS = 50;

/** Sends signed webhooks with Twilio's retries, whose answers are TwiML; and with the faults that are switched on. */
export function createTwilioWebhooks(
  authToken: () => string,
  faults: () => Faults,
  random: () => number,
): TwilioWebhooks {
  const attempts: WebhookSender["attempts"] = [];
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  // Any number of deliveries wait at once.
  setMaxListeners(0, stopping.signal);
  let overtaken: (() => void) | null = null;

  async function attempt(webhook: TwilioWebhook): Promise<{ answer: WebhookAnswer; reason: RetryReason }> {
    const wanted = toRequest(webhook, authToken());
    try {
      const response = await send(wanted.url, {
        ...wanted.init,
        ...IN_TIME,
        signal: stopping.signal,
        dispatcher,
      });
      const contentType = String(response.headers["content-type"] ?? "");
      const answer = { status: response.statusCode, contentType, body: await response.body.text() };
      attempts.push({ url: wanted.url, body: wanted.body, status: answer.status });
      return { answer, reason: reasonOf(answer.status) };
    } catch (error) {
      attempts.push({ url: wanted.url, body: wanted.body, status: 0 });
      const timedOut = error instanceof Error && TIMEOUTS.has(error.name);
      return { answer: { status: 0, contentType: "", body: "" }, reason: timedOut ? "rt" : "ct" };
    }
  }

  async function deliverOnce(webhook: TwilioWebhook): Promise<WebhookAnswer> {
    const { retries, retriesOn } = overridesOf(webhook.url);
    for (let tried = 0; ; tried += 1) {
      const { answer, reason } = await attempt(webhook);
      if (tried === retries || !retriesOn(reason)) return answer;
      await wait(RETRY_MS, undefined, { signal: stopping.signal });
    }
  }

  async function deliver(webhook: TwilioWebhook): Promise<void> {
    const { webhookLost, webhookLateMs, webhookOutOfOrder, webhookTwice } = faults();
    const { signal } = stopping;
    if (random() < webhookLost) return;
    if (webhookLateMs > 0) await wait(webhookLateMs, undefined, { signal });
    if (random() < webhookOutOfOrder && overtaken === null) {
      const next = new Promise<void>((resolve) => {
        overtaken = resolve;
      });
      await Promise.race([next, wait(OVERTAKE_MS, undefined, { signal })]);
    }
    if (random() < webhookTwice) await deliverOnce(webhook);
    const answer = await deliverOnce(webhook);
    webhook.answered?.(answer);
    overtaken?.();
    overtaken = null;
  }

  return {
    attempts,
    send(webhook) {
      if (stopping.signal.aborted) return;
      const delivery = deliver(webhook)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) throw error;
        })
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => stopping.abort(),
  };
}

function toRequest({ url, method, params, idempotencyToken }: TwilioWebhook, authToken: string) {
  const target = new URL(url);
  target.hash = "";
  const form = new URLSearchParams(params);
  if (method === "GET") for (const [name, value] of form) target.searchParams.append(name, value);
  const signature = sign(authToken, target.href, method === "GET" ? {} : params);
  const headers: Record<string, string> = {
    "user-agent": "TwilioProxy/1.1",
    "x-twilio-signature": signature,
    "i-twilio-idempotency-token": idempotencyToken,
  };
  if (method === "POST") headers["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8";
  const body = method === "POST" ? form.toString() : "";
  const init = { method, headers, ...(method === "POST" ? { body } : {}) };
  return { url: target.href, body, init };
}

function reasonOf(status: number): RetryReason {
  if (status >= 500) return "5xx";
  return status >= 400 ? "4xx" : "none";
}
