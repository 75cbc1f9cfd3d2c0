import type { Database } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { deliveries, effects } from "@sidethread/server/database/schema/work";
import { carryOutEffect } from "@sidethread/server/work/carry-out-effect";
import { Refused } from "@sidethread/server/work/failure";
import { handleDeliveries } from "@sidethread/server/work/handle-deliveries";
import type { DeliveryHandler, EffectHandler } from "@sidethread/server/work/handlers";
import { LEASE_MS, leaseEffects, takeBackLeases } from "@sidethread/server/work/lease-effects";
import { enqueue } from "@sidethread/server/work/outbox";
import { eq } from "drizzle-orm";
import { pino } from "pino";
import { describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../kit/database.ts";

const scope = grantScope("account");
const log = pino({ level: "silent" });

const deliver = ({ receive }: TestDatabase, deliveryId: string, orderKey = "one") =>
  receive({ scope, source: "test", deliveryId, orderKey, body: deliveryId, traceId: "t" });

const lease = (database: Database, limit: number) =>
  takeBackLeases(database.write).then(() =>
    database.write((tx) => leaseEffects(tx, { limit, perAccount: limit, underWay: new Map() })),
  );

const ask = (database: Database, payload: string, orderKey: string, more = {}) =>
  database.write((tx) => enqueue(tx, { scope, kind: "test", orderKey, payload, traceId: "t", ...more }));

const doNothing: EffectHandler = { carryOut: async () => undefined };

describe("deliveries", () => {
  test("the same delivery is stored once", async () => {
    const database = await openTestDatabase();
    await Promise.all([deliver(database, "d1"), deliver(database, "d1")]);
    await deliver(database, "d1");
    expect(await database.read.$count(deliveries)).toBe(1);
  });

  test("half a character in a vendor's id ends nothing", async () => {
    const database = await openTestDatabase();
    await deliver(database, "d\ud800");
    const [stored] = await database.read.select().from(deliveries);
    expect(stored?.deliveryId).toBe("d\ufffd");
  });

  test("are handled in the order of their arrival, once each", async () => {
    const database = await openTestDatabase();
    for (const id of ["d1", "d2", "d3"]) await deliver(database, id);
    const handled: string[] = [];
    const handle: DeliveryHandler = async (_, { body }) => void handled.push(body);
    while (await database.write((tx) => handleDeliveries(tx, { test: handle }, log, true)));
    expect(handled).toEqual(["d1", "d2", "d3"]);
  });

  test("a rule that fails leaves nothing behind, is tried again, and holds up only its own order", async () => {
    const database = await openTestDatabase();
    await deliver(database, "bad", "one");
    await deliver(database, "behind it", "one");
    await deliver(database, "beside it", "two");
    const handled: string[] = [];
    const handle: DeliveryHandler = async (tx, { body }) => {
      await enqueue(tx, { scope, kind: "test", orderKey: body, payload: {}, traceId: "t" });
      if (body === "bad") throw new Error("not this one");
      handled.push(body);
    };
    for (let look = 0; look < 3; look += 1)
      await database.write((tx) => handleDeliveries(tx, { test: handle }, log, true));
    expect(handled).toEqual(["beside it"]);
    expect(await database.read.$count(effects)).toBe(1);
    const [bad] = await database.read.select().from(deliveries).where(eq(deliveries.deliveryId, "bad"));
    expect(bad).toMatchObject({ state: "waiting", error: "Error: not this one" });
  });
});

describe("effects", () => {
  test("run one after the other within an order, side by side across orders", async () => {
    const database = await openTestDatabase();
    await ask(database, "a1", "a");
    await ask(database, "a2", "a");
    await ask(database, "b1", "b");
    const first = await lease(database, 10);
    expect(first.map(({ payload }) => payload)).toEqual(["a1", "b1"]);
    expect(await lease(database, 10)).toEqual([]);
    for (const leased of first) await carryOutEffect(database.write, { test: doNothing }, leased, log);
    expect((await lease(database, 10)).map(({ payload }) => payload)).toEqual(["a2"]);
  });

  test("asked for twice under one key are one while unfinished", async () => {
    const database = await openTestDatabase();
    await ask(database, "1", "a", { uniqueKey: "refresh" });
    await ask(database, "2", "a", { uniqueKey: "refresh" });
    expect(await database.read.$count(effects)).toBe(1);
    const [leased] = await lease(database, 10);
    await carryOutEffect(database.write, { test: doNothing }, leased!, log);
    await ask(database, "3", "a", { uniqueKey: "refresh" });
    expect(await database.read.$count(effects)).toBe(2);
  });

  test("what follows from an effect commits with it, or not at all", async () => {
    const database = await openTestDatabase();
    await ask(database, "first", "a");
    const [leased] = await lease(database, 1);
    const handler: EffectHandler = {
      carryOut: async () => async (tx) => {
        await enqueue(tx, { scope, kind: "test", orderKey: "a", payload: "second", traceId: "t" });
        throw new Error("the disk is full");
      },
    };
    expect(await carryOutEffect(database.write, { test: handler }, leased!, log)).toBe("again");
    const rows = await database.read.select().from(effects);
    expect(rows).toMatchObject([{ payload: "first", state: "waiting", error: "Error: the disk is full" }]);
  });

  test("a refused one is closed with its reason, and lets the next one go", async () => {
    const database = await openTestDatabase();
    await ask(database, "first", "a");
    await ask(database, "second", "a");
    const [leased] = await lease(database, 1);
    const refusing: EffectHandler = {
      carryOut: async () => {
        throw new Refused("no such number");
      },
    };
    expect(await carryOutEffect(database.write, { test: refusing }, leased!, log)).toBe("refused");
    expect((await lease(database, 1)).map(({ payload }) => payload)).toEqual(["second"]);
  });

  test("come back when their worker does not, and the old worker can write no more", async () => {
    const database = await openTestDatabase();
    await ask(database, "first", "a");
    const [lost] = await lease(database, 1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + LEASE_MS + 1 });
    try {
      const [again] = await lease(database, 1);
      expect(again).toMatchObject({ payload: "first", attempts: 2 });
      expect(await carryOutEffect(database.write, { test: doNothing }, lost!, log)).toBe("lost");
      expect(await carryOutEffect(database.write, { test: doNothing }, again!, log)).toBe("done");
    } finally {
      vi.useRealTimers();
    }
  });
});
