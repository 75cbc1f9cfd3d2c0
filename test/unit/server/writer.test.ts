import fs from "node:fs";
import { effects } from "@sidethread/server/database/schema/work";
import type { Transaction } from "@sidethread/server/database/transaction";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../kit/database.ts";
import { eventually } from "../../kit/wait.ts";

const add = (kind: string) => (tx: Transaction) =>
  tx.insert(effects).values({
    accountId: "a",
    kind,
    orderKey: "k",
    payload: {},
    traceId: "t",
    state: "waiting",
    runAt: 0,
    createdAt: 0,
  });

test("writes that arrive together all commit, and one that fails takes back its own work alone", async () => {
  const { write, read } = await openTestDatabase();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      write(async (tx) => {
        await add(`effect ${index}`)(tx);
        if (index % 10 === 3) throw new Error(`no ${index}`);
        return index;
      }),
    ),
  );
  const failed = outcomes.filter(({ status }) => status === "rejected");
  expect(failed.map((one) => String((one as PromiseRejectedResult).reason))).toEqual(
    [3, 13, 23, 33, 43].map((index) => `Error: no ${index}`),
  );
  expect(await read.$count(effects)).toBe(45);
});

test("a read does not wait for a write that is under way, and sees nothing of it", async () => {
  const { write, read } = await openTestDatabase();
  let seen = -1;
  await write(async (tx) => {
    await add("unseen")(tx);
    seen = await read.$count(effects);
  });
  expect(seen).toBe(0);
  expect(await read.$count(effects)).toBe(1);
});

test("SQLite syncs every commit of the threads, and the writer's are synced beside the event loop", async () => {
  const { read, write } = await openTestDatabase();
  expect(await read.get("PRAGMA synchronous")).toMatchObject({ synchronous: 2 });
  expect(await read.get("PRAGMA journal_mode")).toMatchObject({ journal_mode: "wal" });
  expect(await write((tx) => tx.get("PRAGMA synchronous"))).toMatchObject({ synchronous: 1 });
});

describe("a write", () => {
  type Callback = (error: Error | null) => void;
  const syncs: Callback[] = [];
  const disk = vi.spyOn(fs, "fdatasync");
  afterEach(() => {
    syncs.length = 0;
    disk.mockReset();
  });

  /** The disk does nothing until a test lets it. */
  async function openOnSlowDisk() {
    disk.mockImplementation(((_: number, done: Callback) => void syncs.push(done)) as typeof fs.fdatasync);
    return openTestDatabase();
  }

  test("resolves only once the log is on the disk, and those that come meanwhile share the next sync", async () => {
    const { write, read } = await openOnSlowDisk();
    const done: string[] = [];
    const save = (name: string) => write(add(name)).then(() => done.push(name));
    const committed = (count: number) => eventually(async () => (await read.$count(effects)) === count);
    const first = save("first");
    await committed(1);
    await eventually(() => syncs.length === 1);
    const later = [save("second")];
    await committed(2);
    later.push(save("third"));
    await committed(3);
    expect([done, syncs.length]).toEqual([[], 1]);
    syncs[0]?.(null);
    await first;
    await eventually(() => syncs.length === 2);
    expect(done).toEqual(["first"]);
    syncs[1]?.(null);
    await Promise.all(later);
    expect(done).toEqual(["first", "second", "third"]);
  });

  test("fails when the disk does, and so does every later one", async () => {
    const { write } = await openOnSlowDisk();
    const failing = write(add("lost"));
    await eventually(() => syncs.length === 1);
    syncs[0]?.(new Error("EIO: i/o error, fdatasync"));
    await expect(failing).rejects.toThrow("EIO");
    await expect(write(add("refused"))).rejects.toThrow("EIO");
    expect(syncs.length).toBe(1);
  });
});
