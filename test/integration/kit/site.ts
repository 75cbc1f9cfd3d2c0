import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { onTestFinished } from "vitest";
import { bundleServer } from "../../kit/bundle-server.ts";
import { connectAccount } from "../../kit/connect-account.ts";
import { type ServerProcess, startServerProcess } from "../../kit/server-process.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";

export type Site = Awaited<ReturnType<typeof openSite>>;

/** A command at work: its process, and what came of it. */
export interface Command {
  child: ChildProcess;
  ended: Promise<{ code: number | null; output: string }>;
}

export const OPERATOR_TOKEN = "site-operator-token";

export const newKey = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

/** Where an operator works: the sandbox's vendors, a folder, servers as processes in it, and commands beside them. */
export async function openSite() {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-site-"));
  const sandbox = await startSandbox();
  const scriptOf = await bundleServer();
  const servers: ServerProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  const databaseFile = join(folder, "sidethread.db");

  const environment = (secretKeys: string, file: string) => ({
    DATABASE_URL: `file:${file}`,
    SECRET_KEYS: secretKeys,
    OPERATOR_TOKEN,
    ZENDESK_ORIGIN: sandbox.origins.zendesk,
    KLAVIYO_ORIGIN: sandbox.origins.klaviyo,
    SHOPIFY_ORIGIN: sandbox.origins.shopify,
    TWILIO_ORIGIN: sandbox.origins.twilio,
  });

  return {
    sandbox,
    folder,
    databaseFile,
    /** Starts a server, from the second on at the address of the first, which the vendors know. */
    async start(secretKeys: string, { file = databaseFile, logLevel = "warn" } = {}): Promise<ServerProcess> {
      const [first] = servers;
      const env = { ...environment(secretKeys, file), LOG_LEVEL: logLevel };
      const server = await startServerProcess({ env, ...(first ? { port: first.port } : {}) });
      servers.push(server);
      return server;
    },
    /** Installs the app and connects the account, to all vendors. */
    async connect(origin: string): Promise<void> {
      const { zip } = await packageApp({ backend: origin, outDir: join(folder, "app") });
      sandbox.apps.install(zip, {});
      await connectAccount(sandbox, origin, OPERATOR_TOKEN, ["zendesk", "klaviyo", "shopify", "twilio"]);
    },
    /** Runs an operator's command in the server's environment. */
    command(name: string, secretKeys: string, args: string[] = [], file = databaseFile): Command {
      const child = spawn(process.execPath, [scriptOf(`commands/${name}`), ...args], {
        env: { PATH: process.env.PATH, PUBLIC_URL: "http://127.0.0.1", ...environment(secretKeys, file) },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
        child.once("close", (code) => resolve({ code, output })),
      );
      return { child, ended };
    },
  };
}
