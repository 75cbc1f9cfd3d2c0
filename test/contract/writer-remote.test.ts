import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { deliveries, effects } from "@sidethread/server/database/schema/work";
import { openDeliveryStore } from "@sidethread/server/work/delivery-store";
import { createInbox } from "@sidethread/server/work/inbox";
import { expect, onTestFinished, test } from "vitest";
import { createHranaServer } from "../sandbox/hrana/hrana-server.ts";
import { listen } from "../sandbox/kit/listen.ts";

async function openRemote() {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-remote-"));
  const server = createHranaServer({ file: join(folder, "remote.db"), transactionMs: 1000 });
  const { origin, close } = await listen(server);
  const databases = [await openDatabase(origin), await openDatabase(origin)] as const;
  onTestFinished(async () => {
    for (const database of databases) database.close();
    await close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { server, origin, databases };
}

test.each([
  ["nothing fails", {}],
  ["answers get lost after the commit", { cutAfterCommit: 0.3 }],
  ["streams get lost", { loseBaton: 0.02 }],
  [
    "everything fails now and then",
    { serverError: 0.01, cutAfterWork: 0.01, cutAfterCommit: 0.05, loseBaton: 0.01, busy: 0.03 },
  ],
])(
  "two processes on one libSQL server, %s: a write is there once if it resolves, and not at all if it fails",
  async (_, faults) => {
    const { server, databases } = await openRemote();
    server.setFaults(faults);
    const writes = Array.from({ length: 60 }, (_, index) => {
      const database = databases[index % 2 === 0 ? 0 : 1];
      return database.write(async (tx) => {
        await tx.insert(effects).values({
          accountId: "a",
          kind: `effect ${index}`,
          orderKey: "k",
          payload: {},
          traceId: "t",
          state: "waiting",
          runAt: 0,
          createdAt: 0,
        });
        if (index % 7 === 3) throw new Error("not this one");
      });
    });
    const outcomes = await Promise.allSettled(writes);
    server.setFaults({ serverError: 0, cutAfterWork: 0, cutAfterCommit: 0, loseBaton: 0, busy: 0 });
    const kept = (await databases[0].read.select({ kind: effects.kind }).from(effects)).map(
      ({ kind }) => kind,
    );
    const resolved = outcomes.flatMap(({ status }, index) =>
      status === "fulfilled" ? [`effect ${index}`] : [],
    );
    expect([...kept].sort()).toEqual([...resolved].sort());
    expect(resolved.length).toBe(60 - 9);
  },
  30_000,
);

test("deliveries are stored once, though answers get lost", async () => {
  const { server, origin, databases } = await openRemote();
  const store = openDeliveryStore(null, origin);
  onTestFinished(() => store.close());
  const receive = createInbox(store);
  server.setFaults({ cutAfterWork: 0.2 });
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      receive({
        scope: grantScope("a"),
        source: "x",
        deliveryId: `${index}`,
        orderKey: "k",
        body: "b",
        traceId: "t",
      }),
    ),
  );
  server.setFaults({ cutAfterWork: 0 });
  expect(await databases[0].read.$count(deliveries)).toBe(40);
});
