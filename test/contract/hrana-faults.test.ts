import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { describe, expect, test } from "vitest";
import type { HranaFaults } from "../sandbox/hrana/faults.ts";
import { failureOf, startWithNotes } from "./hrana-setup.ts";

const INSERT = "INSERT INTO notes (body) VALUES (hex(randomblob(8)))";
const noFaults = {
  serverError: 0,
  cutBeforeWork: 0,
  cutAfterWork: 0,
  cutAfterCommit: 0,
  loseBaton: 0,
  busy: 0,
};

async function startWithFaults() {
  const remote = await startWithNotes({ transactionMs: 100 });
  const { server, bodies } = remote;
  return {
    ...remote,
    /** How many notes there are, once the faults are off. */
    async count() {
      server.setFaults(noFaults);
      return (await bodies()).length;
    },
  };
}

type Row = [name: string, faults: Partial<HranaFaults>, code: string, written: number];

describe("one request", () => {
  const rows: Row[] = [
    ["the server fails before any work", { serverError: 1 }, "SERVER_ERROR", 0],
    ["the connection is cut before any work", { cutBeforeWork: 1 }, "UND_ERR_SOCKET", 0],
    ["the connection is cut after the work", { cutAfterWork: 1 }, "UND_ERR_SOCKET", 1],
    ["the connection is cut after a commit", { cutAfterCommit: 1 }, "UND_ERR_SOCKET", 1],
    ["the database is busy", { busy: 1 }, "SQLITE_BUSY", 0],
  ];
  test.each(rows)("%s", async (_, faults, code, written) => {
    const { client, server, count } = await startWithFaults();
    server.setFaults(faults);
    expect(await failureOf(client.execute(INSERT))).toBe(code);
    server.setFaults(faults);
    expect(await failureOf(client.batch([INSERT], "write"))).toBe(code);
    expect(await count()).toBe(2 * written);
  });
});

describe("a transaction's commit", () => {
  const rows: Row[] = [
    ["the server fails before any work", { serverError: 1 }, "SERVER_ERROR", 0],
    ["the connection is cut before any work", { cutBeforeWork: 1 }, "UND_ERR_SOCKET", 0],
    ["the connection is cut after it", { cutAfterCommit: 1 }, "UND_ERR_SOCKET", 1],
    ["the stream is gone", { loseBaton: 1 }, "STREAM_EXPIRED", 0],
    ["the stream is unknown", { loseBaton: 1, lostBatonAnswer: "invalid" }, "SERVER_ERROR", 0],
    ["Turso lost the stream", { loseBaton: 1, lostBatonAnswer: "not found" }, "SERVER_ERROR", 0],
  ];
  test.each(rows)("%s", async (_, faults, code, written) => {
    const { client, server, count } = await startWithFaults();
    const tx = await client.transaction("write");
    await tx.execute(INSERT);
    server.setFaults(faults);
    expect(await failureOf(tx.commit())).toBe(code);
    expect(await failureOf(tx.execute(INSERT))).toBe("TRANSACTION_CLOSED");
    await tx.rollback();
    expect(await count()).toBe(written);
    await client.execute(INSERT);
    expect(await count()).toBe(written + 1);
  });
});

test("a transaction whose first answer was lost holds up the next only for its time", async () => {
  const { client, server, count } = await startWithFaults();
  server.setFaults({ cutAfterWork: 1 });
  const add = drizzle(client).transaction((tx) => tx.run(sql.raw(INSERT)));
  expect(await failureOf(add)).toBe("UND_ERR_SOCKET");
  expect(await count()).toBe(0);
  expect(server.stats().open).toBe(1);
  await client.execute(INSERT);
  expect(await count()).toBe(1);
});

test("latency adds to every answer", async () => {
  const { client, server } = await startWithFaults();
  server.setFaults({ latencyMs: 50 });
  const started = performance.now();
  await client.execute("SELECT 1");
  expect(performance.now() - started).toBeGreaterThanOrEqual(49);
});
