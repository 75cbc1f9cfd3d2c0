import { effects } from "@sidethread/server/database/schema/work";
import type { Transaction } from "@sidethread/server/database/transaction";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../kit/database.ts";

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

test("the database syncs every commit", async () => {
  const { read } = await openTestDatabase();
  expect(await read.get("PRAGMA synchronous")).toMatchObject({ synchronous: 2 });
  expect(await read.get("PRAGMA journal_mode")).toMatchObject({ journal_mode: "wal" });
});
