import { expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { type DataFile, listTables, openDataFile } from "./kit/data-file.ts";
import { operate } from "./kit/operate.ts";
import { openScene, type Scene } from "./kit/scene.ts";
import { sidebarToken } from "./kit/sidebar-token.ts";

const SOON = { timeout: 15_000 };
const DAY_MS = 24 * 60 * 60_000;

const hooksOf = ({ sandbox: { zendesk, shopify, klaviyo, twilio } }: Scene) => [
  ...[...zendesk.state.webhooks.values()].map(({ endpoint }) => endpoint),
  ...[...shopify.state.subscriptions.values()].map(({ uri }) => uri),
  ...[...klaviyo.state.webhooks.values()].map(({ id }) => id),
  ...[...twilio.state.numbers.values()].flatMap(({ smsUrl }) => (smsUrl ? [smsUrl] : [])),
];

const readSidebar = async (scene: Scene) =>
  (
    await fetch(`${scene.system.serverOrigin}/app/sidebar?ticket_id=1`, {
      headers: { authorization: `Bearer ${await sidebarToken(scene.sandbox)}` },
    })
  ).status;

const count = async ({ store }: DataFile, what: string) =>
  Number((await store.execute(`SELECT count(*) AS n FROM ${what}`)).rows[0]?.n);

/** Rows of every table but those that no account has. */
async function countAll(file: DataFile): Promise<Record<string, number>> {
  const tables = (await listTables(file.store)).filter((name) => name !== "commits");
  return Object.fromEntries(await Promise.all(tables.map(async (name) => [name, await count(file, name)])));
}

async function restart({ system }: Scene): Promise<void> {
  await system.stopServer();
  await system.restartServer();
}

it("removes what we made at vendors, keeps the data, and has it all when it is installed again", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  await scene.begin();
  await scene.quiet();
  const admin = await signIn(scene.system);
  expect((await admin("PUT", "/view")).status).toBe(200);
  await admin("PATCH", "/settings", { resolvedAt: "solved" });
  expect(hooksOf(scene).length).toBeGreaterThan(4);
  const texts = await count(file, "messages");

  const answer = await admin("DELETE", "/account");
  expect(answer.status).toBe(200);
  const { keptUntil } = await answer.json();
  expect(Date.parse(keptUntil) - Date.now()).toBeGreaterThan(29.9 * DAY_MS);
  expect(hooksOf(scene)).toEqual([]);
  expect(await count(file, "connections")).toBe(0);
  expect((await admin("GET", "/state")).status).toBe(401);
  expect(await readSidebar(scene)).toBe(401);
  expect(await count(file, "messages")).toBe(texts);

  // Uninstalled twice is uninstalled once, and the days count from the first.
  const account = `/accounts/${scene.sandbox.world.account.subdomain}`;
  const again = await operate(scene.system, "DELETE", account, {});
  expect([again.status, await again.json()]).toEqual([200, { keptUntil }]);
  await restart(scene);
  expect(await count(file, "messages")).toBe(texts);

  const back = await signIn(scene.system);
  const { settings } = await (await back("GET", "/state")).json();
  expect(settings.resolvedAt).toBe("solved");
  expect(await readSidebar(scene)).toBe(200);
  const { entries } = await (await back("GET", "/audit")).json();
  const actions = entries.map(({ action }: { action: string }) => action);
  expect(actions).toContain("account.uninstalled");
  expect(actions.slice(0, 2)).toEqual(["admin.signed_in", "account.reinstalled"]);
}, 60_000);

it("erases everything of an account 30 days after, and nothing of another", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  await scene.begin();
  await scene.quiet();
  await operate(scene.system, "PUT", "/accounts/another", { name: "Another" });
  await signIn(scene.system, { subdomain: "another" });
  const account = `/accounts/${scene.sandbox.world.account.subdomain}`;
  expect((await operate(scene.system, "DELETE", account, {})).status).toBe(200);
  const day = async (days: number) => {
    await file.store.execute({
      sql: "UPDATE accounts SET uninstalled_at = ? WHERE uninstalled_at IS NOT NULL",
      args: [Date.now() - days * DAY_MS],
    });
    await restart(scene);
  };
  await day(29);
  expect(await count(file, "messages")).toBeGreaterThan(0);
  await day(30);
  await eventually(async () => (await count(file, "accounts")) === 1, SOON);
  const left = Object.entries(await countAll(file)).filter(([, rows]) => rows > 0);
  expect(left).toEqual(
    [
      ["accounts", 1],
      ["sessions", 1],
      ["audit", 1],
    ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}, 60_000);

it("notices that the app is gone from Zendesk for a day", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  const { zendesk } = scene.sandbox;
  const inUse = () => count(file, "accounts WHERE uninstalled_at IS NULL");
  const seen = () => count(file, "watermarks WHERE source = 'zendesk:app'");
  const asked = () => zendesk.exchanges.filter(({ path }) => path.includes("/apps/installations")).length;
  const backdate = (ms: number) =>
    file.store.execute({
      sql: "UPDATE watermarks SET at = ? WHERE source = 'zendesk:app'",
      args: [Date.now() - ms],
    });
  await restart(scene);
  await eventually(async () => (await seen()) === 1, SOON);
  for (const { id } of await installations(scene)) {
    await scene.zendeskApi("DELETE", `/../support/apps/installations/${id}.json`);
  }
  expect(scene.sandbox.apps.installations()).toEqual([]);

  await backdate(DAY_MS / 2);
  const before = asked();
  await restart(scene);
  await eventually(() => asked() > before, SOON);
  expect(await inUse()).toBe(1);
  await backdate(DAY_MS);
  await restart(scene);
  await eventually(async () => (await inUse()) === 0, SOON);
  const { rows } = await file.store.execute("SELECT actor FROM audit WHERE action = 'account.uninstalled'");
  expect(rows.map(({ actor }) => actor)).toEqual(["sidethread"]);
}, 60_000);

const installations = async (scene: Scene) =>
  (await scene.zendeskApi<{ installations: { id: number }[] }>("GET", "/../support/apps/installations.json"))
    .installations;
