import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "@sidethread/server/config";
import { createLog } from "@sidethread/server/log";
import { type Server, startServer } from "@sidethread/server/server";
import type { Vendor } from "@sidethread/shared/sidebar";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import type { Logger } from "pino";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/sandbox.ts";
import { connectAccount } from "./connect-account.ts";
import { eventually } from "./wait.ts";
import { createWatchedLog, secretsOf } from "./watched-log.ts";

export interface SystemOptions extends SandboxOptions {
  /** The server's port; any free one when absent. */
  serverPort?: number;
  /** Which vendors the account is connected to; all of them when absent. Null: there is no account yet. */
  connect?: Vendor[] | null;
  /** Whether the app is built and installed in Zendesk: what a browser needs. */
  withApp?: boolean;
  log?: Logger;
  /** What the limits of requests are multiplied with, 0: none; as for real when absent. */
  rateLimits?: number;
  /** A database that several servers share; a file of this system's own when absent. */
  databaseUrl?: string;
}

export interface System {
  sandbox: Sandbox;
  server: Server;
  serverOrigin: string;
  operatorToken: string;
  /** Stops the server alone; the sandbox goes on. */
  stopServer(): Promise<void>;
  /** Starts it again, on the same port and database. */
  restartServer(): Promise<void>;
  /** Starts a second server on the same database; it works beside the first until everything stops. */
  startAnother(): Promise<void>;
  stop(): Promise<void>;
}

const OPERATOR_TOKEN = "sandbox-operator-token";
const PORT_ATTEMPTS = 20;

/** The whole product on the sandbox: vendors, a server of its own with its own database, and one connected account. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const { connect = ["zendesk", "klaviyo", "shopify", "twilio"], withApp = false } = options;
  const watched = createWatchedLog();
  const { LOG_LEVEL } = process.env;
  const log = options.log ?? (LOG_LEVEL === undefined ? watched.log : createLog(LOG_LEVEL));
  const folder = await mkdtemp(join(tmpdir(), "sidethread-"));
  const sandbox = await startSandbox(options);
  const secretKey = `sandbox:${randomBytes(32).toString("base64")}`;

  const configFor = (port: number, publicPort = port) =>
    readConfig({
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${publicPort}`,
      DATABASE_URL: options.databaseUrl ?? `file:${join(folder, "sidethread.db")}`,
      SECRET_KEYS: secretKey,
      OPERATOR_TOKEN,
      RATE_LIMITS: String(options.rateLimits ?? 1),
      APP_ORIGINS: `${sandbox.origins.zendesk},${new URL(sandbox.pages.workspace).origin}`,
      ...clientsOf(sandbox),
      ZENDESK_ORIGIN: sandbox.origins.zendesk,
      KLAVIYO_ORIGIN: sandbox.origins.klaviyo,
      SHOPIFY_ORIGIN: sandbox.origins.shopify,
      TWILIO_ORIGIN: sandbox.origins.twilio,
    });

  let server = await startOnFreePort((port) => startServer(configFor(port), log), options.serverPort);
  const { port } = server;
  const others: Server[] = [];
  const serverOrigin = `http://127.0.0.1:${port}`;

  if (withApp) {
    const { zip } = await packageApp({ backend: serverOrigin, outDir: join(folder, "app") });
    sandbox.apps.install(zip, {});
  }
  if (connect) await connectAccount(sandbox, serverOrigin, OPERATOR_TOKEN, connect);

  return {
    sandbox,
    get server() {
      return server;
    },
    serverOrigin,
    operatorToken: OPERATOR_TOKEN,
    stopServer: () => server.stop(),
    async restartServer() {
      server = await startServer(configFor(port), log);
      // Connections kept from before it stopped are found dead here, and not by a test's next request.
      await eventually(async () => (await fetch(`${serverOrigin}/healthz`)).ok);
    },
    async startAnother() {
      others.push(await startOnFreePort((free) => startServer(configFor(free, port), log)));
    },
    async stop() {
      await Promise.all([server, ...others].map((one) => one.stop()));
      const secrets = [...secretsOf(sandbox), OPERATOR_TOKEN, secretKey.slice("sandbox:".length)];
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
      watched.mustHide(secrets);
    },
  };
}

/** What the vendors registered us as. */
function clientsOf({ zendesk, klaviyo, shopify }: Sandbox) {
  const [ours] = zendesk.state.oauth.clients.values();
  return {
    ZENDESK_CLIENT_ID: ours?.identifier,
    ZENDESK_CLIENT_SECRET: ours?.secret,
    KLAVIYO_CLIENT_ID: klaviyo.oauthClient.id,
    KLAVIYO_CLIENT_SECRET: klaviyo.oauthClient.secret,
    SHOPIFY_CLIENT_ID: shopify.clientId,
    SHOPIFY_CLIENT_SECRET: shopify.clientSecret,
  };
}

/** The server has to know its own address before it listens, so a port is tried and, when taken, another. */
export async function startOnFreePort(
  start: (port: number) => Promise<Server>,
  wanted?: number,
): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? 20_000 + Math.floor(Math.random() * 12_000);
    try {
      return await start(port);
    } catch (error) {
      const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!taken || wanted !== undefined || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}
