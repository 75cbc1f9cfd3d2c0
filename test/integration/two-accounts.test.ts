import { createHmac, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { listTables } from "./kit/data-file.ts";
import { sidebarSecret, sidebarToken } from "./kit/sidebar-token.ts";
import { VENDORS } from "./two-accounts/dispatch.ts";
import { type Accounts, openAccounts, type Side } from "./two-accounts/open-accounts.ts";
import { play, readHealth, STRANGER } from "./two-accounts/play.ts";

const SOON = { timeout: 30_000 };
/** What belongs to no account by itself, and says nothing. */
const NOBODYS = ["commits", "failures"];
/** What changes by itself, or only says how work went. */
const RESTLESS = ["accounts", "connections", "effects", "sessions", "snapshots", "watermarks"];

/** The rows of every table, by account. */
async function readRows({ file: { store } }: Accounts, { accountId }: Side) {
  const read = new Map<string, Record<string, unknown>[]>();
  for (const table of await listTables(store)) {
    if (NOBODYS.includes(table)) continue;
    const column = table === "accounts" ? "id" : "account_id";
    const sql = `SELECT * FROM ${table} WHERE ${column} = ?`;
    const { rows } = await store.execute({ sql, args: [accountId] });
    const byText = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
    read.set(table, rows.map((row) => ({ ...row })).sort(byText));
  }
  return read;
}

const atRest = (rows: Map<string, unknown[]>) =>
  Object.fromEntries([...rows].filter(([table]) => !RESTLESS.includes(table)));

/** What an account's own people are told: admins, agents, an operator. */
async function readAnswers(
  { admin, customer, serverOrigin, operatorToken, ...side }: Side,
  tickets: number[],
) {
  const { name, sandbox } = side;
  const authorization = `Bearer ${await sidebarToken(sandbox)}`;
  const operator = { authorization: `Bearer ${operatorToken}` };
  const answers = await Promise.all([
    ...["/state", "/health", "/audit", "/connections"].map((path) => admin("GET", path)),
    ...["maren-voss", "lucia-navarro"].map((key) =>
      admin("POST", "/people/export", { phone: customer(key).phone }),
    ),
    ...tickets.map((id) =>
      fetch(`${serverOrigin}/app/sidebar?ticket_id=${id}`, { headers: { authorization } }),
    ),
    fetch(`${serverOrigin}/operator/accounts/${name}/dead-letters`, { headers: operator }),
  ]);
  for (const answer of answers) expect([answer.url, answer.status]).toEqual([answer.url, 200]);
  return Promise.all(answers.map(async (answer) => `${answer.url} ${await answer.text()}`));
}

/** A person asks to be forgotten, at the shop of one account. */
function askShopToForget({ sandbox, customer, serverOrigin }: Side, key: string): Promise<Response> {
  const { email, phone } = customer(key);
  const found = [...sandbox.shopify.state.customers.values()].find((one) => one.email === email);
  const { shopDomain } = sandbox.world.account;
  const asked = { shop_id: 1, shop_domain: shopDomain, customer: { id: found?.id, email, phone } };
  const body = JSON.stringify(asked);
  return fetch(`${serverOrigin}/webhooks/shopify/compliance`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": "customers/redact",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-hmac-sha256": createHmac("sha256", sandbox.shopify.clientSecret)
        .update(body)
        .digest("base64"),
    },
  });
}

it("two accounts with the same people, tickets and ids go through everything side by side, and never cross", async () => {
  const accounts = await openAccounts(["quillon", "brimsey"]);
  const { sides, strays } = accounts;
  const [first, second] = sides;
  const tickets = await Promise.all([
    play(first, { keyword: "STOP", failure: 30003, resolvedAt: "solved" }),
    play(second, { keyword: "START", failure: null, resolvedAt: "closed" }),
  ]);
  const [ours, theirs] = [await readRows(accounts, first), await readRows(accounts, second)];
  const foreign = [
    { side: first, rows: ours, other: second.name },
    { side: second, rows: theirs, other: first.name },
  ];

  // The same ids, and something of both in every table.
  expect(tickets[0]).toBe(tickets[1]);
  for (const table of ours.keys()) {
    const filled = [ours, theirs].map((rows) => (rows.get(table)?.length ?? 0) > 0);
    expect([table, ...filled]).toEqual([table, table !== "oauth_flows", table !== "oauth_flows"]);
  }
  const shared: [table: string, column: string][] = [
    ["identities", "value"],
    ["messages", "carrier_id"],
    ["messages", "comment_id"],
    ["tickets", "ticket_id"],
    ["orders", "order_id"],
    ["deliveries", "delivery_id"],
  ];
  for (const [table, column] of shared) {
    const known = new Set(ours.get(table)?.map((row) => row[column]));
    const both = theirs.get(table)?.filter((row) => row[column] !== null && known.has(row[column])) ?? [];
    expect([table, column, both.length > 0]).toEqual([table, column, true]);
  }

  // Nothing of the other account: in what is stored, what vendors were asked, what people are told.
  for (const { side, rows, other } of foreign) {
    for (const [table, all] of rows)
      expect([table, all.filter((row) => JSON.stringify(row).includes(other))]).toEqual([table, []]);
    const said = rows.get("messages")?.map(({ text }) => String(text)) ?? [];
    expect(said.filter((text) => text.includes(side.name)).length).toBeGreaterThan(10);
    for (const vendor of VENDORS) {
      const { exchanges, webhooks } = side.sandbox[vendor];
      const asked = exchanges.map(({ method, path, requestBody }) => `${method} ${path} ${requestBody}`);
      expect([vendor, asked.filter((request) => request.includes(other))]).toEqual([vendor, []]);
      expect([vendor, asked.some((request) => request.includes(side.name))]).toEqual([
        vendor,
        vendor !== "shopify",
      ]);
      expect([vendor, webhooks.attempts.filter(({ status }) => status >= 300)]).toEqual([vendor, []]);
    }
    for (const answer of await readAnswers(side, [tickets[0]])) {
      expect(answer).not.toContain(other);
    }
    for (const { code } of rows.get("links") ?? []) {
      const led = await fetch(`${side.serverOrigin}/l/${code}`, { redirect: "manual" });
      expect(led.headers.get("location")).toContain(side.name);
    }
  }
  expect(strays).toEqual([]);

  // Each went its own way.
  const { phone } = first.customer("lucia-navarro");
  const heard = sides.map((side) => side.sms().flatMap(({ to, status }) => (to === phone ? [status] : [])));
  expect(heard).toEqual([["undelivered"], ["delivered", "delivered"]]);
  expect(sides.map((side) => side.eventsAtKlaviyo("Resolved Ticket").length)).toEqual([1, 0]);
  for (const side of sides)
    expect(side.sms().filter(({ to }) => to === STRANGER)).toMatchObject([
      { body: `Text START, then ${side.name} can help.` },
    ]);

  // One account's keys open nothing of the other's.
  const [letter] = (await readHealth(first)).deadLetters;
  const replayed = await second.admin("POST", "/dead-letters/replay", { id: letter?.id });
  expect(await replayed.json()).toEqual({ replayed: 0 });
  const issuer = second.name;
  const forged = await sidebarToken(first.sandbox, { issuer, secret: sidebarSecret(first.sandbox) });
  const address = `${first.serverOrigin}/app/sidebar?ticket_id=${tickets[0]}`;
  expect((await fetch(address, { headers: { authorization: `Bearer ${forged}` } })).status).toBe(401);

  // What the first account lets go of stays the second's.
  const before = atRest(await readRows(accounts, second));
  const { email } = first.customer("maren-voss");
  expect((await first.admin("POST", "/people/erase", { email })).status).toBe(202);
  expect((await askShopToForget(first, "lucia-navarro")).status).toBe(200);
  await eventually(async () => {
    const rows = (await readRows(accounts, first)).get("audit") ?? [];
    return rows.filter(({ action }) => action === "person.erased").length === 2;
  }, SOON);
  expect(atRest(await readRows(accounts, second))).toEqual(before);
  expect((await first.admin("DELETE", "/connections/twilio")).status).toBe(200);
  expect((await first.admin("DELETE", "/account")).status).toBe(200);
  expect(atRest(await readRows(accounts, second))).toEqual(before);
  await second.agent.updateTicket(tickets[1], { comment: { body: "brimsey is still here.", public: true } });
  await eventually(() => second.sms().some(({ body }) => body === "brimsey is still here."), SOON);
}, 120_000);
