import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { onTestFinished } from "vitest";

/** A database file of the test's own, that it may look into beside the server. */
export async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-store-"));
  const databaseUrl = `file:${join(folder, "store.db")}`;
  const store = createClient({ url: databaseUrl });
  onTestFinished(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { databaseUrl, store };
}
