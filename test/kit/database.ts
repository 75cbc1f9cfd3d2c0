import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@sidethread/server/database/database";
import { onTestFinished } from "vitest";

/** A database of the test's own, with the real schema; gone when the test is finished. */
export async function openTestDatabase(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-test-"));
  const database = await openDatabase(`file:${join(folder, "test.db")}`);
  onTestFinished(async () => {
    database.close();
    await rm(folder, { recursive: true, force: true });
  });
  return database;
}
