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
  again(status: number, headers: Headers | null): boolean;
  timeoutMs: number;
  /** Which statuses the vendor takes for a yes; all 2xx when absent. */
  isTaken?(status: number): boolean;
}

const isSuccess = (status: number) => status >= 200 && status < 300;

const OVERTAKE_MS = 500;

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
    let status = 0;
    let answered: Headers | null = null;
    try {
      const signal = AbortSignal.timeout(policy.timeoutMs);
      const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      await answer.arrayBuffer();
      status = answer.status;
      answered = answer.headers;
    } catch {
      status = 0;
    }
    attempts.push({ url, body, status });
    return (policy.isTaken ?? isSuccess)(status) || !policy.again(status, answered);
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
