import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Vendor } from "@sidethread/shared/sidebar";
import { connectAccount } from "../kit/connect-account.ts";
import { type ServerProcess, startServerProcess } from "../kit/server-process.ts";
import { createRandom } from "../sandbox/kit/random.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import type { FaultyCarrier, Way } from "./carriers/carrier.ts";
import { klaviyoCarrier } from "./carriers/klaviyo.ts";
import { twilioCarrier } from "./carriers/twilio.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { letWebhooksStart } from "./let-webhooks-start.ts";
import { liftLimits } from "./lift-limits.ts";
import { readBacklog } from "./read-metric.ts";

/** Where a fault run happens: vendors, the balancer before them, and two servers on one database. */
export interface Place {
  sandbox: Sandbox;
  carrier: FaultyCarrier;
  gateway: Gateway;
  servers: ServerProcess[];
  databaseFile: string;
  random: () => number;
  /** Deliveries and effects that are not finished; null while no server answers. */
  backlog(): Promise<number | null>;
  /** Runs one such work after the other: what needs both servers as they are. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

const OPERATOR_TOKEN = "faults-operator-token";

/** The others would be a second carrier, or have nothing to do. */
const CONNECTED: Record<Way, Vendor[]> = {
  twilio: ["zendesk", "klaviyo", "twilio"],
  "klaviyo by webhook": ["zendesk", "klaviyo"],
  "klaviyo by polling": ["zendesk", "klaviyo"],
};

export async function startPlace(seed: number, way: Way): Promise<Place> {
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), "sidethread-faults-"));
  const databaseFile = join(folder, "sidethread.db");
  const sandbox = await startSandbox({ seed });
  const { settings } = sandbox.klaviyo.state;
  settings.conversations = way !== "twilio";
  settings.webhooks = way !== "klaviyo by polling";
  const gateway = await startGateway(random);
  const env = {
    PUBLIC_URL: gateway.origin,
    DATABASE_URL: `file:${databaseFile}`,
    SECRET_KEYS: `faults:${randomBytes(32).toString("base64")}`,
    OPERATOR_TOKEN,
    ZENDESK_ORIGIN: sandbox.origins.zendesk,
    KLAVIYO_ORIGIN: sandbox.origins.klaviyo,
    SHOPIFY_ORIGIN: sandbox.origins.shopify,
    TWILIO_ORIGIN: sandbox.origins.twilio,
  };
  const first = await startServerProcess({ env });
  const servers = [first, await startServerProcess({ env })];
  gateway.use(servers.map(({ origin }) => origin));
  await connectAccount(sandbox, first.origin, OPERATOR_TOKEN, CONNECTED[way]);
  liftLimits(sandbox);
  if (way === "klaviyo by webhook") await letWebhooksStart(databaseFile);
  const carrier =
    way === "twilio"
      ? twilioCarrier(sandbox, gateway.ledger, random)
      : klaviyoCarrier(sandbox, databaseFile, random);

  let before: Promise<unknown> = Promise.resolve();
  return {
    sandbox,
    carrier,
    gateway,
    servers,
    databaseFile,
    random,
    async backlog() {
      const read = await Promise.all(servers.map(({ origin }) => readBacklog(origin)));
      return read.find((waiting) => waiting !== null) ?? null;
    },
    exclusively(work) {
      const run = before.then(work);
      before = run.catch(() => undefined);
      return run;
    },
    async stop() {
      carrier.stop();
      await Promise.all(servers.map((server) => server.stop()));
      await gateway.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
