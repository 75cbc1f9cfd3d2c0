import { receiveText } from "@sidethread/server/conversations/inbound/receive-text";
import type { Database } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { effects } from "@sidethread/server/database/schema/work";
import { ERASE_PERSON, erasePerson, requestErasure } from "@sidethread/server/people/erase-person";
import { carryOutEffect } from "@sidethread/server/work/carry-out-effect";
import { handleDeliveries } from "@sidethread/server/work/handle-deliveries";
import { leaseEffects } from "@sidethread/server/work/lease-effects";
import { eq, sql } from "drizzle-orm";
import { pino } from "pino";
import { expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";

const scope = grantScope("ours");
const other = grantScope("theirs");
const log = pino({ level: "silent" });
const PHONE = "+4915112345678";
const TEXTS = 520;

/** More texts of one person than a step erases, told to two accounts alike. */
async function fill(database: TestDatabase): Promise<void> {
  await database.write(async (tx) => {
    for (const { accountId } of [scope, other])
      await tx.run(sql`INSERT INTO accounts (id, subdomain, name, settings, sidebar_secret, created_at)
        VALUES (${accountId}, ${accountId}, ${accountId}, '{}', '', 0)`);
  });
  const told = [scope, other].flatMap((whose) =>
    Array.from({ length: TEXTS }, (_, index) => {
      const sid = `SM${String(index).padStart(32, "0")}`;
      const form = {
        MessageSid: sid,
        From: PHONE,
        To: "+4917600000001",
        Body: `papaya ${index}`,
        NumMedia: "0",
      };
      const body = new URLSearchParams(form).toString();
      const orderKey = `text:${PHONE}:${form.To}`;
      return database.receive({
        scope: whose,
        source: "twilio.text",
        deliveryId: sid,
        orderKey,
        body,
        traceId: sid,
      });
    }),
  );
  await Promise.all(told);
  const handlers = { "twilio.text": receiveText };
  while ((await database.write((tx) => handleDeliveries(tx, handlers, log, false))) > 0);
}

async function count({ read }: Database, accountId: string, where: string): Promise<number> {
  const [row] = await read.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM ${sql.raw(where)} account_id = ${accountId}`,
  );
  return row?.n ?? -1;
}

const texts = (database: Database, accountId: string) => count(database, accountId, "messages WHERE");
const bodies = (database: Database, accountId: string) =>
  count(database, accountId, "deliveries WHERE body <> '' AND");
const waiting = (database: Database, accountId: string) =>
  count(database, accountId, "effects WHERE state IN ('waiting', 'blocked') AND");

it("goes on after a crash at any step, and touches no other account with the same person in it", async () => {
  const database = await openTestDatabase();
  await fill(database);
  const before = await Promise.all([texts, bodies, waiting].map((of) => of(database, other.accountId)));
  expect(before[0]).toBe(TEXTS);
  const by = { actor: "operator", actorId: null };
  const identity = { kind: "phone", value: PHONE } as const;
  await database.write((tx) => requestErasure(tx, scope, [identity], by, "t"));
  await database.write((tx) =>
    tx.update(effects).set({ state: "blocked" }).where(sql`kind <> ${ERASE_PERSON}`),
  );

  let crashes = 0;
  for (let result = ""; result !== "done"; ) {
    const [leased] = await database.write((tx) =>
      leaseEffects(tx, { limit: 1, perAccount: 1, underWay: new Map() }),
    );
    if (!leased) throw new Error("The erasure is not due.");
    let left = crashes;
    const crashing: Database = {
      ...database,
      write: (work) => {
        if (left === 0) throw new Error("crashed");
        left -= 1;
        return database.write(work);
      },
    };
    result = await carryOutEffect(database.write, { [ERASE_PERSON]: erasePerson(crashing) }, leased, log);
    if (result !== "done") crashes += 1;
    expect(crashes).toBeLessThan(20);
    await database.write((tx) => tx.update(effects).set({ runAt: 0 }).where(eq(effects.kind, ERASE_PERSON)));
  }
  expect(crashes).toBeGreaterThan(3);
  expect(await Promise.all([texts, bodies, waiting].map((of) => of(database, scope.accountId)))).toEqual([
    0, 0, 0,
  ]);
  const after = await Promise.all([texts, bodies, waiting].map((of) => of(database, other.accountId)));
  expect(after).toEqual(before);
  const [erasure] = await database.read.select().from(effects).where(eq(effects.kind, ERASE_PERSON));
  expect(erasure?.payload).toEqual({});
}, 60_000);
