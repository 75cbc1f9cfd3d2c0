import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ListeningSecurely, listenSecurely } from "../sandbox/kit/https.ts";
import { createWorld } from "../sandbox/world/create-world.ts";
import { type AppsApi, appsApi } from "../sandbox/zendesk/apps/apps-api.ts";
import { createZendesk } from "../sandbox/zendesk/zendesk.ts";

const ZCLI = fileURLToPath(new URL("../node_modules/.bin/zcli", import.meta.url));
const SETTINGS = "zcli.apps.config.json";
const SLOW = 60_000;

let home: string;
let folder: string;
let admin: string;
let server: ListeningSecurely;
let apps: AppsApi;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "zcli-home-"));
  // zcli looks for a newer version of itself unless it has done so lately.
  await mkdir(join(home, "cache/zcli"), { recursive: true });
  await writeFile(join(home, "cache/zcli/version"), "{}");

  const packaged = await packageApp({
    backend: "https://sidethread.example.com",
    outDir: join(home, "dist"),
  });
  folder = packaged.folder;

  const world = createWorld({ now: new Date() });
  const zendesk = createZendesk({ subdomain: world.account.subdomain });
  apps = appsApi(zendesk);
  zendesk.app.route("/", apps.routes);
  zendesk.load(world);
  admin = world.agents.find(({ role }) => role === "admin")!.email;
  server = await listenSecurely(zendesk.app);
}, SLOW);

afterAll(async () => {
  await server?.close();
  await rm(home, { recursive: true });
});

/** Runs the real zcli against the sandbox: `127.0.0` and `1:PORT` make up the host that it expects a subdomain in. */
function zcli(...args: string[]): Promise<{ code: number; output: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    ZCLI_DISABLE_AUTOUPDATE: "1",
    NODE_EXTRA_CA_CERTS: server.certificateFile,
    ZENDESK_SUBDOMAIN: "127.0.0",
    ZENDESK_DOMAIN: `1:${server.port}`,
    ZENDESK_EMAIL: admin,
    ZENDESK_API_TOKEN: "sandbox-zendesk-token",
  };
  return new Promise((resolve) => {
    const child = execFile(ZCLI, args, { env, cwd: home, timeout: SLOW }, (failure, stdout, stderr) => {
      resolve({ code: failure ? Number(failure.code) : 0, output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

test("zcli finds our package valid", { timeout: SLOW }, async () => {
  const { code, output } = await zcli("apps:validate", folder);
  expect(output).toContain("No validation errors");
  expect(code).toBe(0);
});

test("zcli tells what is wrong with a broken package", { timeout: SLOW }, async () => {
  const broken = join(home, "broken");
  await cp(folder, broken, { recursive: true });
  await rm(join(broken, "assets/iframe.html"));
  const { code, output } = await zcli("apps:validate", broken);
  expect(output.replace(/[\s›]+/g, " ")).toContain('"location.support.ticket_sidebar.url" leads nowhere');
  expect(code).not.toBe(0);

  const created = await zcli("apps:create", broken);
  expect(created.output).toContain("leads nowhere");
  expect(apps.installations()).toEqual([]);
});

test("zcli installs our app, and later its next version", { timeout: 2 * SLOW }, async () => {
  const parameters = { sidebar_secret: "sandbox-sidebar-secret" };
  await writeFile(join(folder, SETTINGS), JSON.stringify({ parameters }));

  const created = await zcli("apps:create", folder);
  expect(created.output).toContain("Successfully installed app: Sidethread");
  const [installed] = apps.installations();
  expect(installed).toMatchObject({ name: "Sidethread", settings: parameters });
  expect(installed?.domainWhitelist).toEqual(["sidethread.example.com"]);
  expect(Object.keys(installed?.locations.support ?? {})).toEqual(["ticket_sidebar", "nav_bar"]);
  expect([...(installed?.files.keys() ?? [])]).toEqual(
    expect.arrayContaining([
      "manifest.json",
      "translations/de.json",
      "assets/iframe.html",
      "assets/logo.png",
    ]),
  );
  expect(installed?.files.has(SETTINGS)).toBe(false);
  expect(JSON.parse(await readFile(join(folder, SETTINGS), "utf8"))).toMatchObject({
    app_id: installed?.appId,
  });

  const manifestFile = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(manifestFile, "utf8"));
  await writeFile(manifestFile, JSON.stringify({ ...manifest, version: "9.9.9" }));
  const updated = await zcli("apps:update", folder);
  expect(updated.output).toContain("Successfully updated app: Sidethread");
  expect(apps.installations()).toMatchObject([
    {
      appId: installed?.appId,
      installationId: installed?.installationId,
      version: "9.9.9",
      settings: parameters,
    },
  ]);
});
