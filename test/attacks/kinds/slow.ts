import type { Socket } from "node:net";
import type { Attack } from "../attack.ts";
import { headOf, sendRaw } from "../kit/raw.ts";
import type { Stage } from "../kit/stage.ts";

const PATIENCE_MS = 15_000;
const DRIP_MS = 500;
const AT_ONCE = 20;
/** Nobody else may notice. */
const SOON_MS = 3_000;

/** Requests that come a byte at a time, many at once: cut off after a while, and others are served meanwhile. */
export function slowAttacks(stage: Stage): Attack[] {
  const { origin, victim, operatorToken, send } = stage;
  const hook = `/webhooks/twilio/${victim.hookKeys.twilio}/texts`;
  const operator = { authorization: `Bearer ${operatorToken}` };
  const letters = "/operator/accounts/second/dead-letters/replay";
  const json = { "content-type": "application/json" };
  const chunked = { "transfer-encoding": "chunked" };
  const drips: Record<string, { begin: string; drip: string }> = {
    "says nothing": { begin: "", drip: "" },
    "says one letter": { begin: "G", drip: "" },
    "begins empty lines": { begin: "\r\n", drip: "\r\n" },
    "never ends its first line": { begin: "GET /", drip: "a" },
    "never ends its head": { begin: headOf("GET", "/healthz").slice(0, -2), drip: "x-a: b\r\n" },
    "never ends a header": { begin: `${headOf("GET", "/healthz").slice(0, -2)}x-a: `, drip: "b" },
    "never ends a webhook": { begin: headOf("POST", hook, { "content-length": "1000" }), drip: "a" },
    "never ends a webhook's chunks": { begin: headOf("POST", hook, chunked), drip: "1\r\na\r\n" },
    "never ends an operator's body": {
      begin: headOf("POST", letters, { ...operator, ...json, "content-length": "1000" }),
      drip: " ",
    },
    "never ends an operator's chunks": {
      begin: headOf("POST", letters, { ...operator, ...json, ...chunked }),
      drip: "1\r\n \r\n",
    },
    "never ends a body without credentials": {
      begin: headOf("PATCH", "/admin/settings", { ...json, "content-length": "1000" }),
      drip: " ",
    },
  };

  const drip = (what: string) => (socket: Socket) => {
    const timer = setInterval(() => socket.write(what), DRIP_MS);
    socket.once("close", () => clearInterval(timer));
  };
  /** All of them at once, from now on: together they take as long as the slowest. */
  const under = Object.entries(drips).map(([name, one]) => ({
    name: `${AT_ONCE} connections, each of which ${name}`,
    ended: Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        sendRaw(origin, one.begin, { patienceMs: PATIENCE_MS, goOn: drip(one.drip) }),
      ),
    ),
  }));
  const served = ["/healthz", "/readyz", "/openapi.json"].map((path) => ({
    name: `GET ${path} beside them`,
    answered: timed(() => send({ method: "GET", path })),
  }));
  return [
    ...under.map(({ name, ended }) => ({
      name,
      async attempt() {
        const isHeld = (await ended).some(({ endedAfter }) => endedAfter === null);
        return isHeld ? `held on for ${PATIENCE_MS} ms` : null;
      },
    })),
    ...served.map(({ name, answered }) => ({
      name,
      async attempt() {
        const { status, took } = await answered;
        if (status !== 200) return `answered ${status}`;
        return took < SOON_MS ? null : `took ${Math.round(took)} ms`;
      },
    })),
  ];
}

async function timed(ask: () => Promise<{ status: number }>) {
  const began = performance.now();
  const { status } = await ask();
  return { status, took: performance.now() - began };
}
