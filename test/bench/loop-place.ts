import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFaultyAgent, type FaultyAgent } from "../faults/agent.ts";
import { liftLimits } from "../faults/lift-limits.ts";
import { readBacklog } from "../faults/read-metric.ts";
import { connectAccount } from "../kit/connect-account.ts";
import { type ServerProcess, startServerProcess } from "../kit/server-process.ts";
import { eventually } from "../kit/wait.ts";
import { stopRecording } from "../sandbox/kit/exchanges.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";

/** Vendors in this process, and one server in its own. */
export interface LoopPlace {
  sandbox: Sandbox;
  server: ServerProcess;
  databaseUrl: string;
  agent: FaultyAgent;
  text(phone: string, body: string): void;
  /** Resolves when no webhook is under way and no more work is left than this. */
  rest(waiting: number): Promise<void>;
  stop(): Promise<void>;
}

const OPERATOR_TOKEN = "bench-operator-token";
const REST = { timeout: 180_000 };

export async function startLoopPlace(): Promise<LoopPlace> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-loop-"));
  const databaseUrl = `file:${join(folder, "loop.db")}`;
  const sandbox = await startSandbox();
  const { zendesk, twilio, klaviyo, world, origins } = sandbox;
  const server = await startServerProcess({
    env: {
      DATABASE_URL: databaseUrl,
      SECRET_KEYS: `bench:${randomBytes(32).toString("base64")}`,
      OPERATOR_TOKEN,
      ZENDESK_ORIGIN: origins.zendesk,
      KLAVIYO_ORIGIN: origins.klaviyo,
      SHOPIFY_ORIGIN: origins.shopify,
      TWILIO_ORIGIN: origins.twilio,
    },
    nodeOptions: (process.env.BENCH_NODE_OPTIONS ?? "").split(" ").filter(Boolean),
  });
  await connectAccount(sandbox, server.origin, OPERATOR_TOKEN, ["zendesk", "klaviyo", "twilio"]);
  liftLimits(sandbox);
  stopRecording([zendesk, twilio, klaviyo].map(({ exchanges }) => exchanges));
  return {
    sandbox,
    server,
    databaseUrl,
    agent: createFaultyAgent(sandbox),
    text: (from, body) => void twilio.text({ from, to: world.smsNumber, body }),
    async rest(waiting) {
      await eventually(async () => {
        await Promise.all([zendesk.webhooks.idle(), twilio.idle(), klaviyo.idle()]);
        const left = await readBacklog(server.origin);
        return left !== null && left <= waiting;
      }, REST);
    },
    async stop() {
      await server.stop();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
