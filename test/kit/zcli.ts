import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listenSecurely } from "../sandbox/kit/https.ts";

const ZCLI = fileURLToPath(new URL("../node_modules/.bin/zcli", import.meta.url));
const TIMEOUT = 60_000;

export interface Zcli {
  /** Its home, gone with it. */
  home: string;
  /** Runs a command; every question is answered with Enter. */
  run(...args: string[]): Promise<{ code: number; output: string }>;
  close(): Promise<void>;
}

/**
 * Zendesk's real command line, signed in to the sandbox's Zendesk by an admin's API token. It speaks https with a
 * host under a subdomain only: the API gets such an address, and `127.0.0` and `1:PORT` make it up.
 */
export async function openZcli(
  zendesk: Parameters<typeof listenSecurely>[0],
  adminEmail: string,
): Promise<Zcli> {
  const server = await listenSecurely(zendesk);
  const home = await mkdtemp(join(tmpdir(), "zcli-home-"));
  // zcli looks for a newer version of itself unless it has done so lately.
  await mkdir(join(home, "cache/zcli"), { recursive: true });
  await writeFile(join(home, "cache/zcli/version"), "{}");
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    ZCLI_DISABLE_AUTOUPDATE: "1",
    NODE_EXTRA_CA_CERTS: server.certificateFile,
    ZENDESK_SUBDOMAIN: "127.0.0",
    ZENDESK_DOMAIN: `1:${server.port}`,
    ZENDESK_EMAIL: adminEmail,
    ZENDESK_API_TOKEN: "sandbox-zendesk-token",
  };
  return {
    home,
    run: (...args) =>
      new Promise((resolve) => {
        const child = execFile(ZCLI, args, { env, cwd: home, timeout: TIMEOUT }, (failure, stdout, stderr) =>
          resolve({ code: failure ? Number(failure.code) : 0, output: stdout + stderr }),
        );
        child.stdin?.end("\n");
      }),
    async close() {
      await server.close();
      await rm(home, { recursive: true });
    },
  };
}
