import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@sidethread/server/database/database";
import { openDeliveryStore } from "@sidethread/server/work/delivery-store";
import { createInbox, type Receive } from "@sidethread/server/work/inbox";
import { onTestFinished } from "vitest";

export interface TestDatabase extends Database {
  receive: Receive;
}

/** A database of the test's own, with the real schema and an inbox; gone when the test is finished. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-test-"));
  const url = `file:${join(folder, "test.db")}`;
  const database = await openDatabase(url);
  const deliveries = openDeliveryStore(database.lock, url);
  onTestFinished(async () => {
    await deliveries.close();
    database.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...database, receive: createInbox(deliveries) };
}
