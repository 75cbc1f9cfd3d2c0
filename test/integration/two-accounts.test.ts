import { expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { type DataFile, listTables, openDataFile } from "./kit/data-file.ts";
import { operate } from "./kit/operate.ts";
import { openScene, type Scene } from "./kit/scene.ts";
import { seedPerson } from "./kit/seed-person.ts";
import { sidebarSecret, sidebarToken } from "./kit/sidebar-token.ts";

const SOON = { timeout: 15_000 };
const SECOND = "second";

/** A second account on the same vendors: it hears of the same tickets, people, orders and campaigns. */
async function connectSecond({ system, sandbox }: Scene): Promise<void> {
  const { world, klaviyo, shopify } = sandbox;
  await operate(system, "PUT", `/accounts/${SECOND}`, { name: "Second" });
  const admin = world.agents.find(({ role }) => role === "admin");
  const { accessToken, clientSecret } = shopify;
  for (const body of [
    { vendor: "zendesk", email: admin?.email, apiToken: "sandbox-zendesk-token" },
    { vendor: "klaviyo", privateKey: klaviyo.privateKey },
    { vendor: "shopify", shop: world.account.shopDomain, accessToken, clientSecret },
  ]) {
    const answer = await operate(system, "POST", `/accounts/${SECOND}/connections`, body);
    expect([body.vendor, answer.status]).toEqual([body.vendor, 200]);
  }
}

/** All that is an account's own, but for what is only read again and again. */
async function readAll({ store }: DataFile, accountId: string): Promise<Record<string, unknown[]>> {
  const read: Record<string, unknown[]> = {};
  const tables = [
    "accounts",
    "commits",
    "failures",
    "watermarks",
    "connections",
    "effects",
    "sessions",
    "audit",
  ];
  for (const table of (await listTables(store)).filter((name) => !tables.includes(name))) {
    const { rows } = await store.execute({
      sql: `SELECT * FROM ${table} WHERE account_id = ? ORDER BY 1, 2, 3, 4`,
      args: [accountId],
    });
    read[table] = rows.map((row) => ({ ...row }));
  }
  return read;
}

it("two accounts that know the same people, tickets and ids never cross", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  const { sandbox, system } = scene;
  // Both are one account at Klaviyo, which would be asked for more than its limit.
  sandbox.klaviyo.state.settings.rateLimitScale = null;
  const ours = sidebarSecret(sandbox);
  await connectSecond(scene);
  const theirs = sidebarSecret(sandbox);
  expect(theirs).not.toBe(ours);
  const read = async (issuer: string, secret: string, ticketId: number) => {
    const authorization = `Bearer ${await sidebarToken(sandbox, { issuer, secret })}`;
    const url = `${system.serverOrigin}/app/sidebar?ticket_id=${ticketId}`;
    return fetch(url, { headers: { authorization } });
  };
  // The app's one installation goes on as the first account's.
  for (const installation of sandbox.apps.installations()) {
    const path = `/../support/apps/installations/${installation.installationId}.json`;
    await scene.zendeskApi("PUT", path, { settings: { sidebar_secret: ours } });
  }
  const ticketId = await seedPerson(scene, "maren-voss", "papaya");
  await read(SECOND, theirs, ticketId);
  await scene.quiet();

  // One agent's answer is one text, though both accounts hear of it.
  expect(scene.sms().filter(({ body }) => body.startsWith("It does")).length).toBe(1);
  const { subdomain } = sandbox.world.account;
  expect((await read(subdomain, theirs, ticketId)).status).toBe(401);
  expect((await read(SECOND, ours, ticketId)).status).toBe(401);
  expect(await (await read(subdomain, ours, ticketId)).text()).toContain("papaya coat");
  expect(await (await read(SECOND, theirs, ticketId)).text()).not.toContain("papaya coat");

  const first = await signIn(system);
  const second = await signIn(system, { subdomain: SECOND });
  const { email, phone } = scene.customer("maren-voss");
  const exported = async (admin: typeof first) => {
    const answer = await admin("POST", "/people/export", { phone });
    return { status: answer.status, text: await answer.text() };
  };
  expect((await exported(first)).text).toContain("It does: ");
  expect(JSON.parse((await exported(second)).text)).toMatchObject({
    knownAs: { email: [email], phone: [phone] },
  });

  const { rows } = await file.store.execute("SELECT id, subdomain FROM accounts");
  const secondId = String(rows.find((row) => row.subdomain === SECOND)?.id);
  await scene.quiet();
  const before = await readAll(file, secondId);
  expect(before.identities?.length).toBeGreaterThan(3);
  expect((await first("POST", "/people/erase", { email })).status).toBe(202);
  await eventually(async () => (await exported(first)).status === 404, SOON);
  expect(await readAll(file, secondId)).toEqual(before);
  expect((await exported(second)).status).toBe(200);

  expect((await first("DELETE", "/account")).status).toBe(200);
  expect((await second("GET", "/state")).status).toBe(200);
  expect(await readAll(file, secondId)).toEqual(before);
}, 60_000);
