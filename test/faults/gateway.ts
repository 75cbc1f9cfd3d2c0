import { setTimeout as wait } from "node:timers/promises";
import { Hono } from "hono";
import { type Listening, listen } from "../sandbox/kit/listen.ts";
import { createLedger, type Ledger } from "./ledger.ts";

export interface Gateway extends Listening {
  ledger: Ledger;
  /** Sends one webhook, again and again until a server took it. Resolves with the status of the answer. */
  deliver(path: string, headers: Record<string, string>, body: string): Promise<number>;
}

const PATIENCE_MS = 11_000;
const TIMEOUT_MS = 10_000;
const NOT_PASSED_ON = new Set(["host", "connection", "content-length", "transfer-encoding"]);

/**
 * The balancer before the servers, where vendors' webhooks arrive. What no server acknowledged is sent again, as
 * vendors do, so that the ledger holds the truth of what was acknowledged, and when.
 */
export async function startGateway(
  random: () => number,
): Promise<Gateway & { use(origins: string[]): void }> {
  const ledger = createLedger();
  let servers: string[] = [];

  async function attempt(origin: string, path: string, headers: Record<string, string>, body: string) {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(origin + path, { method: "POST", headers, body, signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 503;
    }
  }

  async function deliver(path: string, headers: Record<string, string>, body: string): Promise<number> {
    const entry = ledger.sent(path, body);
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const origin = servers[Math.floor(random() * servers.length)];
      const status = origin ? await attempt(origin, path, headers, body) : 503;
      if (status < 300) entry.acknowledge();
      if (status < 500 || performance.now() > deadline) return status;
      await wait(20 + random() * 100);
    }
  }

  const app = new Hono().post("*", async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const headers = Object.entries(c.req.header()).filter(([name]) => !NOT_PASSED_ON.has(name));
    const status = await deliver(pathname + search, Object.fromEntries(headers), await c.req.text());
    return new Response(null, { status });
  });
  const listening = await listen(app);
  return {
    ...listening,
    ledger,
    deliver,
    use(origins) {
      servers = origins;
    },
  };
}
