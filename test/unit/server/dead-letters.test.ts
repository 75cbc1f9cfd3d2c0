import { grantScope } from "@sidethread/server/database/grant-scope";
import { deliveries, effects, failures } from "@sidethread/server/database/schema/work";
import { carryOutEffect } from "@sidethread/server/work/carry-out-effect";
import { cleanUp } from "@sidethread/server/work/clean-up";
import { discardDeadLetters, listDeadLetters, replayDeadLetters } from "@sidethread/server/work/dead-letters";
import type { EffectHandler } from "@sidethread/server/work/handlers";
import { leaseEffects } from "@sidethread/server/work/lease-effects";
import { enqueue } from "@sidethread/server/work/outbox";
import { pino } from "pino";
import { expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../kit/database.ts";

const scope = grantScope("ours");
const log = pino({ level: "silent" });

const failing: EffectHandler = {
  carryOut: async () => {
    throw Object.assign(new Error("no such user"), { final: true });
  },
};
const seen: number[] = [];
const working: EffectHandler = {
  carryOut: async ({ attempt }) => {
    seen.push(attempt);
    return undefined;
  },
};

const lease = ({ write }: TestDatabase) =>
  write((tx) => leaseEffects(tx, { limit: 9, perAccount: 9, underWay: new Map() }));

async function die(
  database: TestDatabase,
  payload: string,
  orderKey: string,
  account = scope,
): Promise<void> {
  await database.write((tx) =>
    enqueue(tx, { scope: account, kind: "send", orderKey, payload, traceId: "t" }),
  );
  for (const leased of await lease(database)) {
    expect(await carryOutEffect(database.write, { send: failing }, leased, log)).toBe("dead");
  }
}

test("what cannot succeed is set aside with its reason, its payload and its history", async () => {
  const database = await openTestDatabase();
  await die(database, "one", "a");
  expect(await listDeadLetters(database.read, scope)).toMatchObject([
    {
      id: "effect-1",
      kind: "send",
      reason: "Error: no such user",
      payload: "one",
      attempts: 1,
      history: [{ attempt: 1, error: "Error: no such user" }],
    },
  ]);
});

test("a replayed effect goes on as one that was attempted before", async () => {
  const database = await openTestDatabase();
  await die(database, "one", "a");
  expect(await database.write((tx) => replayDeadLetters(tx, scope, { id: "effect-1" }))).toBe(1);
  for (const leased of await lease(database))
    await carryOutEffect(database.write, { send: working }, leased, log);
  expect(seen).toEqual([2]);
  expect(await listDeadLetters(database.read, scope)).toEqual([]);
});

test("those of one order, replayed together, still go one after the other", async () => {
  const database = await openTestDatabase();
  await die(database, "one", "a");
  await die(database, "two", "a");
  expect(await database.write((tx) => replayDeadLetters(tx, scope, { kind: "send" }))).toBe(2);
  const first = await lease(database);
  expect(first.map(({ payload }) => payload)).toEqual(["one"]);
  for (const leased of first) await carryOutEffect(database.write, { send: working }, leased, log);
  expect((await lease(database)).map(({ payload }) => payload)).toEqual(["two"]);
});

test("discarded ones are gone from the list; nobody touches another account's", async () => {
  const database = await openTestDatabase();
  await die(database, "theirs", "a", grantScope("theirs"));
  await die(database, "ours", "b");
  expect(await database.write((tx) => discardDeadLetters(tx, scope, { kind: "send" }))).toBe(1);
  expect(await database.write((tx) => discardDeadLetters(tx, scope, { id: "effect-1" }))).toBe(0);
  expect(await database.write((tx) => replayDeadLetters(tx, scope, { id: "effect-1" }))).toBe(0);
  expect(await listDeadLetters(database.read, scope)).toEqual([]);
  expect(await listDeadLetters(database.read, grantScope("theirs"))).toHaveLength(1);
});

test("what is finished goes after its time, in steps; what is set aside stays", async () => {
  const database = await openTestDatabase();
  await die(database, "dead", "a");
  const long = Date.now() - 31 * 24 * 60 * 60 * 1000;
  const old = { accountId: "ours", orderKey: "k", traceId: "t", runAt: long };
  await database.write(async (tx) => {
    for (let batch = 0; batch < 12; batch += 1) {
      await tx.insert(deliveries).values(
        Array.from({ length: 100 }, (_, index) => ({
          ...old,
          source: "x",
          deliveryId: `${batch}-${index}`,
          body: "",
          state: "handled" as const,
          receivedAt: long,
          handledAt: long,
        })),
      );
    }
    await tx
      .insert(effects)
      .values({ ...old, kind: "x", payload: {}, state: "done", createdAt: long, finishedAt: long });
    await tx
      .insert(failures)
      .values({ subject: "effect", subjectId: 999, attempt: 1, at: long, error: "gone" });
    await tx.update(effects).set({ finishedAt: long, createdAt: long });
  });
  await cleanUp(database.write, 30);
  expect(await database.read.$count(deliveries)).toBe(0);
  expect(await database.read.$count(effects)).toBe(1);
  expect(await listDeadLetters(database.read, scope)).toMatchObject([
    { payload: "dead", history: [{ attempt: 1 }] },
  ]);
  expect(await database.read.$count(failures)).toBe(1);
});
