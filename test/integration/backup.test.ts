import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFileClient } from "@sidethread/server/database/file-client";
import { expect, it, onTestFinished } from "vitest";
import { signedEvent } from "../bench/zendesk-event.ts";
import { createAgent } from "../kit/agent.ts";
import { eventually } from "../kit/wait.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { newKey, openSite, type Site } from "./kit/site.ts";

const SOON = { timeout: 20_000 };
const CONNECTIONS = 16;

function openFile(path: string) {
  const client = createFileClient(path);
  onTestFinished(() => client.close());
  return {
    async column(sql: string): Promise<unknown[]> {
      const { rows } = await client.execute(sql);
      return rows.map((row) => row[0]);
    },
    run: (sql: string) => client.execute(sql),
  };
}

/** Zendesk's events, as fast as the server takes them; `acknowledged` is what it answered with 2xx. */
function keepSending({ sandbox: { zendesk } }: Site) {
  const [webhook] = [...zendesk.state.webhooks.values()];
  if (!webhook) throw new Error("The server has made no webhook.");
  const { endpoint, signing_secret: signingSecret } = webhook;
  const acknowledged: string[] = [];
  let sending = true;
  const send = async () => {
    while (sending) {
      const { id, headers, body } = signedEvent({ path: endpoint, signingSecret });
      const answer = await fetch(endpoint, { method: "POST", headers, body });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      acknowledged.push(id);
    }
  };
  const done = Promise.all(Array.from({ length: CONNECTIONS }, send));
  const stop = async () => {
    sending = false;
    await done;
  };
  onTestFinished(() => {
    sending = false;
  });
  return { acknowledged, stop };
}

/** What makes a backup take a while: 40 MB of handled deliveries. */
const PAST = `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
  INSERT INTO deliveries (account_id, source, delivery_id, order_key, body, trace_id, state, run_at, received_at, handled_at)
  SELECT 'past', 'zendesk.ticket', 'past-' || i, 'ticket:' || i, hex(randomblob(500)), 'past', 'handled', 0, 0, 0 FROM n`;

it("brings back all that was acknowledged, and sends nothing twice that was sent since", async () => {
  const site = await openSite();
  const { zendesk, twilio, world } = site.sandbox;
  const agent = createAgent(site.sandbox);
  const keys = newKey("site");
  const { phone } = world.customers.find(({ key }) => key === "maren-voss")!;
  const server = await site.start(keys);
  await site.connect(server.origin);
  const database = openFile(site.databaseFile);
  await database.run(PAST);

  twilio.text({ from: phone, to: world.smsNumber, body: "Is it blue?" });
  const ticket = await eventually(
    () =>
      [...zendesk.state.tickets.values()].find(({ id }) =>
        commentsOf(zendesk.state, id).some(({ body }) => body === "Is it blue?"),
      ),
    SOON,
  );
  const states = () => database.column("SELECT state FROM effects WHERE kind = 'conversations.send_reply'");
  const sent = () =>
    [...twilio.state.messages.values()].flatMap(({ direction, body }) =>
      direction === "outbound-api" ? [body] : [],
    );
  // The second waits behind the first, which fails: it has not been attempted yet.
  twilio.setFaults({ serverError: 1 });
  for (const body of ["One", "Two"]) await agent.updateTicket(ticket.id, { comment: { body, public: true } });
  await eventually(async () => (await states()).join() === "waiting,blocked", SOON);

  const load = keepSending(site);
  await eventually(() => load.acknowledged.length > 200, SOON);
  const acknowledged = [...load.acknowledged];
  const backup = join(site.folder, "backup.db");
  const made = await site.command("backup", keys, [backup]).ended;
  const during = load.acknowledged.length - acknowledged.length;
  expect(made).toEqual({ code: 0, output: expect.stringContaining("checked.") });
  expect(during).toBeGreaterThan(200);

  twilio.setFaults(noFaults());
  twilio.text({ from: phone, to: world.smsNumber, body: "After the backup" });
  await eventually(() => sent().length === 2, { timeout: 60_000 });
  await load.stop();
  await server.kill();

  const restored = join(site.folder, "restored.db");
  const put = await site.command("restore", keys, [backup], restored).ended;
  expect(put.output).toContain("2 unfinished effects will be looked up before they are made again.");
  expect(put.code).toBe(0);
  const copy = openFile(restored);
  expect(await copy.column("PRAGMA integrity_check")).toEqual(["ok"]);
  const kept = new Set(await copy.column("SELECT delivery_id FROM deliveries"));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);

  const again = await site.start(keys, { file: restored });
  const unfinished = "SELECT id FROM effects WHERE state IN ('blocked', 'waiting', 'leased')";
  await eventually(async () => (await copy.column(unfinished)).length === 0, { timeout: 60_000 });
  expect(sent()).toEqual(["One", "Two"]);
  const { thread } = await agent.readSidebar(again.origin, ticket.id);
  expect(thread.messages.map(({ text }) => text)).toEqual(
    expect.arrayContaining(["Is it blue?", "One", "Two"]),
  );
  // What came after the backup is asked of the carrier.
  await eventually(
    async () => (await copy.column("SELECT text FROM messages")).includes("After the backup"),
    SOON,
  );
  expect(await copy.column("SELECT count(*) FROM effects WHERE state = 'dead'")).toEqual([0]);
}, 180_000);

it("trusts nothing that a backup holds as unfinished", async () => {
  const site = await openSite();
  const keys = newKey("site");
  const server = await site.start(keys);
  await server.stop();
  const database = openFile(site.databaseFile);
  for (const carrier of ["klaviyo", "twilio"]) {
    await database.run(`INSERT INTO conversations (id, account_id, channel, carrier, ours, theirs, profile_id, created_at)
      VALUES ('${carrier}', 'a', 'sms', '${carrier}', '${carrier}', '', 'p', 0)`);
    await database.run(`INSERT INTO messages (id, account_id, conversation_id, direction, origin, text, segments, pictures, at, state)
      VALUES ('${carrier}', 'a', '${carrier}', 'outbound', 'agent', '', 1, '[]', 0, 'queued')`);
  }
  for (const [state, attempts, first] of [
    ["done", 0, null],
    ["blocked", 0, null],
    ["leased", 3, 500],
  ])
    await database.run(`INSERT INTO effects (account_id, kind, order_key, payload, trace_id, state, attempts, run_at, created_at, first_attempt_at)
      VALUES ('a', 'k', 'o', '{}', 't', '${state}', ${attempts}, 0, 400, ${first})`);
  for (const state of ["waiting", "handled"])
    await database.run(`INSERT INTO deliveries (account_id, source, delivery_id, order_key, body, trace_id, state, run_at, received_at)
      VALUES ('a', 's', '${state}', 'o', '', 't', '${state}', 0, 0)`);

  const [backup, place] = [join(site.folder, "backup.db"), join(site.folder, "place.db")];
  await site.command("backup", keys, [backup]).ended;
  const { output } = await site.command("restore", keys, [backup], place).ended;
  expect(output).toContain("2 unfinished effects");
  expect(output).toContain("1 deliveries were set aside");
  const restored = openFile(place);
  expect(await restored.column("SELECT id || ' ' || state FROM messages ORDER BY id")).toEqual([
    "klaviyo unknown",
    "twilio queued",
  ]);
  expect(
    await restored.column(
      "SELECT concat_ws(' ', state, attempts, first_attempt_at) FROM effects ORDER BY id",
    ),
  ).toEqual(["done 0", "blocked 1 400", "leased 3 500"]);
  expect(await restored.column("SELECT state FROM deliveries ORDER BY id")).toEqual(["failed", "handled"]);
}, 120_000);

it("overwrites nothing, and takes no damaged backup", async () => {
  const site = await openSite();
  const keys = newKey("site");
  const server = await site.start(keys);
  await server.stop();
  const backup = join(site.folder, "backup.db");
  expect((await site.command("backup", keys, [backup]).ended).code).toBe(0);
  expect(await site.command("backup", keys, [backup]).ended).toEqual({
    code: 1,
    output: expect.stringContaining("There is a file at"),
  });
  expect(await site.command("restore", keys, [backup]).ended).toEqual({
    code: 1,
    output: expect.stringContaining("Stop the server and move it away first."),
  });

  const damaged = join(site.folder, "damaged.db");
  const bytes = await readFile(backup);
  await writeFile(damaged, bytes.fill(7, bytes.length / 2, bytes.length / 2 + 4096));
  const place = join(site.folder, "place.db");
  expect((await site.command("restore", keys, [damaged], place).ended).code).toBe(1);
  expect(existsSync(place)).toBe(false);
}, 120_000);
