import { request } from "undici";
import type { Faults } from "./faults.ts";

export interface OutgoingWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface WebhookSender {
  /** Queues a webhook; a vendor's work never waits for its receiver. */
  send(webhook: OutgoingWebhook): void;
  /** Resolves when nothing is under way any more, retries included. */
  idle(): Promise<void>;
  /** Every attempt, newest last. `status` 0: no answer. */
  readonly attempts: { url: string; body: string; status: number }[];
  stop(): void;
}

export interface RetryPolicy {
  /** Milliseconds before each further attempt. */
  delays: number[];
  /** Whether an attempt with this status (0: no answer in time) is made again. */
  again(status: number, headers: AnswerHeaders | null): boolean;
  timeoutMs: number;
  /** Which statuses the vendor takes for a yes; all 2xx when absent. */
  isTaken?(status: number): boolean;
}

/** By their names in lower case. */
type AnswerHeaders = Record<string, string | string[] | undefined>;

const isSuccess = (status: number) => status >= 200 && status < 300;

const OVERTAKE_MS = 500;

/** Null: no answer in time. */
async function post({ url, headers, body }: OutgoingWebhook, timeoutMs: number) {
  const inTime = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  try {
    const answer = await request(url, { method: "POST", headers, body, ...inTime });
    await answer.body.dump();
    return answer;
  } catch {
    return null;
  }
}

/** Sends webhooks as a vendor does: in the background, with its retries, and with the faults that are switched on. */
export function createWebhookSender(
  current: () => Faults,
  random: () => number,
  policy: RetryPolicy,
): WebhookSender {
  const attempts: WebhookSender["attempts"] = [];
  const underWay = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let held: (() => void) | null = null;
  let stopped = false;

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  async function attempt({ url, headers, body }: OutgoingWebhook): Promise<boolean> {
    const answer = await post({ url, headers, body }, policy.timeoutMs);
    const status = answer?.statusCode ?? 0;
    attempts.push({ url, body, status });
    return (policy.isTaken ?? isSuccess)(status) || !policy.again(status, answer?.headers ?? null);
  }

  async function deliver(webhook: OutgoingWebhook): Promise<void> {
    if (random() < current().webhookLost) return;
    if (current().webhookLateMs > 0) await wait(current().webhookLateMs);
    if (random() < current().webhookOutOfOrder && held === null) {
      await Promise.race([
        new Promise<void>((resolve) => {
          held = resolve;
        }),
        wait(OVERTAKE_MS),
      ]);
    }
    const copies = random() < current().webhookTwice ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      for (const delay of [0, ...policy.delays]) {
        if (delay > 0) await wait(delay);
        if (stopped || (await attempt(webhook))) break;
      }
    }
    held?.();
    held = null;
  }

  return {
    attempts,
    send(webhook) {
      if (stopped) return;
      const delivery = deliver(webhook).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
