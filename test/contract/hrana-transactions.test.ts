import { expect, test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { failureOf, startWithNotes } from "./hrana-setup.ts";

test("a batch is written whole or not at all", async () => {
  const { client, bodies } = await startWithNotes();
  await client.batch(
    ["INSERT INTO notes (body) VALUES ('a')", "INSERT INTO notes (body) VALUES ('b')"],
    "write",
  );
  const failing = ["INSERT INTO notes (body) VALUES ('c')", "INSERT INTO notes (body) VALUES ('a')"];
  expect(await failureOf(client.batch(failing, "write"))).toBe("SQLITE_CONSTRAINT");
  expect(await bodies()).toEqual(["a", "b"]);
});

test("a transaction goes on after a failed statement, and ends as it is told", async () => {
  const { client, server, bodies } = await startWithNotes();
  for (const mode of ["write", "deferred"] as const) {
    const kept = await client.transaction(mode);
    await kept.execute(`INSERT INTO notes (body) VALUES ('${mode}')`);
    expect(await failureOf(kept.execute(`INSERT INTO notes (body) VALUES ('${mode}')`))).toBe(
      "SQLITE_CONSTRAINT",
    );
    await kept.commit();
    const undone = await client.transaction(mode);
    await undone.execute("INSERT INTO notes (body) VALUES ('undone')");
    await undone.rollback();
  }
  expect(await bodies()).toEqual(["write", "deferred"]);
  await eventually(() => server.stats().open === 0);
});

test("a read transaction sees one moment, and keeps nobody from writing", async () => {
  const { client } = await startWithNotes();
  const reader = await client.transaction("read");
  const count = async () => (await reader.execute("SELECT count(*) AS n FROM notes")).rows[0]?.n;
  expect(await count()).toBe(0);
  await client.execute("INSERT INTO notes (body) VALUES ('a')");
  expect(await count()).toBe(0);
  reader.close();
});

test("a deferred transaction that read what is stale by now cannot write", async () => {
  const { client } = await startWithNotes();
  const stale = await client.transaction("deferred");
  await stale.execute("SELECT * FROM notes");
  await client.execute("INSERT INTO notes (body) VALUES ('a')");
  expect(await failureOf(stale.execute("INSERT INTO notes (body) VALUES ('b')"))).toBe("SQLITE_BUSY");
  await stale.rollback();
});

test("clients that contend take turns in order, and none is refused", async () => {
  const { client, another, bodies } = await startWithNotes();
  await client.execute("CREATE TABLE counter (value INTEGER)");
  await client.execute("INSERT INTO counter VALUES (0)");
  const add = async (by: number, from = client) => {
    const tx = await from.transaction("write");
    const { rows } = await tx.execute("SELECT value FROM counter");
    await tx.execute({ sql: "UPDATE counter SET value = ?", args: [Number(rows[0]?.value) + 1] });
    await tx.execute({ sql: "INSERT INTO notes (body) VALUES (?)", args: [`${by}`] });
    await tx.commit();
  };
  const other = another();
  await Promise.all(Array.from({ length: 30 }, (_, turn) => add(turn, turn % 2 ? other : client)));
  expect((await client.execute("SELECT value FROM counter")).rows).toEqual([{ value: 30 }]);
  expect(await bodies()).toHaveLength(30);
});

test("past the time limit a writer is told SQLITE_BUSY", async () => {
  const { client, bodies } = await startWithNotes({ busyMs: 100 });
  const holder = await client.transaction("write");
  await holder.execute("INSERT INTO notes (body) VALUES ('a')");
  expect(await failureOf(client.execute("INSERT INTO notes (body) VALUES ('b')"))).toBe("SQLITE_BUSY");
  await holder.commit();
  expect(await bodies()).toEqual(["a"]);
});

test("a transaction that keeps others waiting is rolled back for them", async () => {
  const { client, bodies } = await startWithNotes({ transactionMs: 100 });
  const slow = await client.transaction("write");
  await slow.execute("INSERT INTO notes (body) VALUES ('slow')");
  await client.execute("INSERT INTO notes (body) VALUES ('patient')");
  expect(await failureOf(slow.execute("SELECT 1"))).toBe("TRANSACTION_TIMEOUT");
  expect(await failureOf(slow.commit())).toBe("SQLITE_UNKNOWN");
  expect(await bodies()).toEqual(["patient"]);
});

test("an abandoned transaction expires", async () => {
  const { client, server, bodies } = await startWithNotes({ streamIdleMs: 100 });
  const abandoned = await client.transaction("write");
  await abandoned.execute("INSERT INTO notes (body) VALUES ('lost')");
  await eventually(() => server.stats().expired === 1);
  expect(await failureOf(abandoned.commit())).toBe("STREAM_EXPIRED");
  expect(await bodies()).toEqual([]);
});
