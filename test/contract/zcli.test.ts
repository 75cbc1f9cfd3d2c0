import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openZcli, type Zcli } from "../kit/zcli.ts";
import { createWorld } from "../sandbox/world/create-world.ts";
import { type AppsApi, appsApi } from "../sandbox/zendesk/apps/apps-api.ts";
import { createZendesk } from "../sandbox/zendesk/zendesk.ts";

const SETTINGS = "zcli.apps.config.json";
const SLOW = 60_000;

let zcli: Zcli;
let folder: string;
let apps: AppsApi;

beforeAll(async () => {
  const world = createWorld({ now: new Date() });
  const zendesk = createZendesk({ subdomain: world.account.subdomain });
  apps = appsApi(zendesk);
  zendesk.app.route("/", apps.routes);
  zendesk.load(world);
  zcli = await openZcli(zendesk.app, world.agents.find(({ role }) => role === "admin")!.email);

  const backend = "https://sidethread.example.com";
  const packaged = await packageApp({ backend, outDir: join(zcli.home, "dist") });
  folder = packaged.folder;
}, SLOW);

afterAll(() => zcli?.close());

test("zcli finds our package valid", { timeout: SLOW }, async () => {
  const { code, output } = await zcli.run("apps:validate", folder);
  expect(output).toContain("No validation errors");
  expect(code).toBe(0);
});

test("zcli finds the marketplace's package valid", { timeout: SLOW }, async () => {
  const publisher = {
    email: "help@example.com",
    website: "https://example.com",
    terms: "https://example.com/terms",
  };
  const listed = await packageApp({
    backend: "https://sidethread.example.com",
    outDir: join(zcli.home, "dist"),
    listing: { publisher, screenshots: null },
  });
  const { code, output } = await zcli.run("apps:validate", listed.folder);
  expect(output).toContain("No validation errors");
  expect(code).toBe(0);
});

test("zcli tells what is wrong with a broken package", { timeout: SLOW }, async () => {
  const broken = join(zcli.home, "broken");
  await cp(folder, broken, { recursive: true });
  await rm(join(broken, "assets/iframe.html"));
  const { code, output } = await zcli.run("apps:validate", broken);
  expect(output.replace(/[\s›]+/g, " ")).toContain('"location.support.ticket_sidebar.url" leads nowhere');
  expect(code).not.toBe(0);

  const created = await zcli.run("apps:create", broken);
  expect(created.output).toContain("leads nowhere");
  expect(apps.installations()).toEqual([]);
});

test("zcli installs our app, and later its next version", { timeout: 2 * SLOW }, async () => {
  const parameters = { sidebar_secret: "sandbox-sidebar-secret" };
  await writeFile(join(folder, SETTINGS), JSON.stringify({ parameters }));

  const created = await zcli.run("apps:create", folder);
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
  const updated = await zcli.run("apps:update", folder);
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
