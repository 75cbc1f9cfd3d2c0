import { readdir, readFile } from "node:fs/promises";
import { createSealer } from "@sidethread/server/accounts/seal";
import { findLeftBehind } from "@sidethread/server/commands/find-left-behind";
import { sealedColumns } from "@sidethread/server/commands/sealed-columns";
import { readConfig } from "@sidethread/server/config";
import { createFileClient } from "@sidethread/server/database/file-client";
import { accounts, connections } from "@sidethread/server/database/schema/accounts";
import { count, like } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { expect, it, onTestFinished } from "vitest";
import { createAgent } from "../kit/agent.ts";
import { eventually } from "../kit/wait.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { newKey, openSite, type Site } from "./kit/site.ts";

const SOON = { timeout: 15_000 };
/** So many that a run takes a while. */
const ACCOUNTS = 8_000;

function openFile(path: string) {
  const client = createFileClient(path);
  onTestFinished(() => client.close());
  return drizzle(client);
}

const sealerOf = (secretKeys: string) =>
  createSealer(
    readConfig({
      PUBLIC_URL: "http://127.0.0.1",
      SECRET_KEYS: secretKeys,
      OPERATOR_TOKEN: "0123456789abcdef",
    }).SECRET_KEYS,
  );

/** Accounts with a secret sealed under a key. */
async function addAccounts(database: ReturnType<typeof openFile>, secretKeys: string): Promise<void> {
  const sealer = sealerOf(secretKeys);
  for (let first = 0; first < ACCOUNTS; first += 1000) {
    const rows = Array.from({ length: 1000 }, (_, index) => {
      const id = `account-${first + index}`;
      const sidebarSecret = sealer.seal(`secret of ${id}`, `${id}/sidebar_secret`);
      return { id, subdomain: id, name: id, settings: {}, sidebarSecret, createdAt: new Date() };
    });
    await database.insert(accounts).values(rows);
  }
}

/** Customers who text on and on, in turn; `texted` is what they wrote so far. */
function keepTexting({ sandbox: { twilio, world } }: Site) {
  const texters = world.customers.filter(({ consent }) => consent.sms === "SUBSCRIBED");
  const texted: string[] = [];
  const write = () => {
    const body = `Text ${texted.length + 1}.`;
    const { phone } = texters[texted.length % texters.length]!;
    texted.push(body);
    twilio.text({ from: phone, to: world.smsNumber, body });
  };
  write();
  const timer = setInterval(write, 500);
  const stop = () => clearInterval(timer);
  onTestFinished(stop);
  return { texted, stop };
}

it("seals everything under a new key while a server works, though it was killed half-way", async () => {
  const site = await openSite();
  const { zendesk, twilio } = site.sandbox;
  const agent = createAgent(site.sandbox);
  const [before, after] = [newKey("key-2026"), newKey("key-2027")];

  const old = await site.start(before);
  await site.connect(old.origin);
  const database = openFile(site.databaseFile);
  await addAccounts(database, before);
  const underNew = async () => {
    const [row] = await database
      .select({ count: count() })
      .from(accounts)
      .where(like(accounts.sidebarSecret, "key-2027.%"));
    return row?.count ?? 0;
  };

  await old.stop();
  const both = `${after},${before}`;
  const server = await site.start(both);
  const customers = keepTexting(site);

  const killed = site.command("rotate-keys", both);
  await eventually(async () => (await underNew()) > 0, SOON);
  killed.child.kill("SIGKILL");
  await killed.ended;
  expect(await underNew()).toBeLessThan(ACCOUNTS);

  const { code, output } = await site.command("rotate-keys", both).ended;
  expect(output).toMatch(/^accounts\.sidebar_secret: \d+ sealed anew, 0 could not be opened$/m);
  expect(output).toContain("connections.secrets: 4 sealed anew, 0 could not be opened");
  expect(output).toContain("Everything is sealed under key-2027. These keys can go: key-2026.");
  expect(code).toBe(0);
  expect(await underNew()).toBe(ACCOUNTS + 1);
  expect(await findLeftBehind(database, ["key-2026"])).toEqual([]);
  // All that was ever sealed is in these columns: the command knows every one of them.
  expect(await findLeftBehind(database, ["key-2027"])).toEqual([
    { name: "accounts.sidebar_secret", count: ACCOUNTS + 1 },
    { name: "connections.secrets", count: 4 },
  ]);

  customers.stop();
  await twilio.idle();
  await server.stop();
  const fresh = await site.start(after);
  const comments = () =>
    [...zendesk.state.tickets.values()].flatMap(({ id, tags }) =>
      tags.includes("sms") ? commentsOf(zendesk.state, id).map(({ body }) => ({ id, body })) : [],
    );
  const onTickets = (text: string) => comments().filter(({ body }) => body.includes(text));
  await eventually(() => customers.texted.every((text) => onTickets(text).length === 1), SOON);

  const ticket = onTickets("Text 1.")[0]!;
  const sent = () => [...twilio.state.messages.values()].map(({ body }) => body);
  await agent.updateTicket(ticket.id, { comment: { body: "Sent under the new key", public: true } });
  await eventually(() => sent().includes("Sent under the new key"), SOON);
  expect((await agent.readSidebar(fresh.origin, ticket.id)).ticket.status).toBe("ready");
}, 180_000);

it("knows every column that the schema calls sealed", async () => {
  const folder = new URL(".", import.meta.resolve("@sidethread/server/database/schema/accounts"));
  const files = (await readdir(folder)).map((name) => readFile(new URL(name, folder), "utf8"));
  const sources = (await Promise.all(files)).join("\n");
  const declared = [...sources.matchAll(/sealed\. \*\/\s+(\w+): text\((?:"(\w+)")?/g)];
  expect(declared.length).toBeGreaterThan(2);
  expect(sealedColumns.map(({ column }) => column.name).sort()).toEqual(
    declared.map(([, property, column]) => column ?? property).sort(),
  );
});

it("names what needs an old key still, and keeps it", async () => {
  const site = await openSite();
  const [before, after, lost] = [newKey("before"), newKey("after"), newKey("lost")];
  const server = await site.start(before);
  await server.stop();
  const database = openFile(site.databaseFile);
  const row = { name: "A", settings: {}, createdAt: new Date() };
  await database.insert(accounts).values([
    { ...row, id: "a", subdomain: "a", sidebarSecret: sealerOf(before).seal("a", "a/sidebar_secret") },
    { ...row, id: "b", subdomain: "b", sidebarSecret: sealerOf(lost).seal("b", "b/sidebar_secret") },
    { ...row, id: "c", subdomain: "c", sidebarSecret: sealerOf(before).seal("c", "a/sidebar_secret") },
  ]);
  // Where a column of a later version might hold one.
  const hookKey = sealerOf(before).seal("d", "d/hook_key");
  await database.insert(connections).values({
    accountId: "a",
    vendor: "klaviyo",
    key: "new",
    isMain: false,
    hookKey,
    details: {},
    secrets: "none",
    createdAt: new Date(),
  });

  const { code, output } = await site.command("rotate-keys", `${after},${before}`).ended;
  expect(code).toBe(1);
  expect(output).toContain("accounts.sidebar_secret: 1 sealed anew, 2 could not be opened");
  expect(output).toContain("connections.hook_key: 1 still under an old key");
  expect(output).toContain("Keep the old keys");

  const alone = await site.command("rotate-keys", after).ended;
  expect(alone).toEqual({ code: 1, output: expect.stringContaining("SECRET_KEYS has one key") });
}, 120_000);
