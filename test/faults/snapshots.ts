import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { checkIntegrity } from "./integrity.ts";
import type { Entry } from "./ledger.ts";
import type { Place } from "./place.ts";

export interface SnapshotCount {
  taken: number;
  /** Snapshots that SQLite calls broken, or that lack a delivery which was acknowledged before. */
  bad: number;
}

/**
 * Copies the database's files now and then, in the middle of whatever the servers write: what a machine that is gone
 * would leave behind, had it handed its last writes to the disk. Each copy must open, be whole, and hold every
 * delivery that was acknowledged before.
 */
export async function takeSnapshots(
  place: Place,
  { everyMs, enough }: { everyMs: number; enough: () => boolean },
): Promise<SnapshotCount> {
  const counted: SnapshotCount = { taken: 0, bad: 0 };
  while (!enough()) {
    await wait(everyMs * (0.5 + place.random()));
    const folder = await mkdtemp(join(tmpdir(), "sidethread-snapshot-"));
    const copy = join(folder, "copy.db");
    const acknowledged = await place.exclusively(() => copyFrozen(place, copy));
    counted.taken += 1;
    if (!(await isWhole(copy, acknowledged))) counted.bad += 1;
    await rm(folder, { recursive: true });
  }
  return counted;
}

/** Copies while no server runs, so that the files are of one moment; gives what was acknowledged by then. */
async function copyFrozen({ servers, databaseFile, gateway }: Place, copy: string): Promise<Entry[]> {
  for (const server of servers) server.freeze();
  const acknowledged = gateway.ledger.acknowledged();
  try {
    await copyFile(databaseFile, copy);
    const log = `${databaseFile}-wal`;
    if (await stat(log).catch(() => null)) await copyFile(log, `${copy}-wal`);
  } finally {
    for (const server of servers) server.thaw();
  }
  return acknowledged;
}

async function isWhole(copy: string, acknowledged: Entry[]): Promise<boolean> {
  if ((await checkIntegrity(copy)) !== "ok") return false;
  const client = createClient({ url: `file:${copy}` });
  const { rows } = await client.execute("SELECT source, delivery_id FROM deliveries");
  client.close();
  const kept = new Set(rows.map((row) => `${row.source} ${row.delivery_id}`));
  return acknowledged.every(({ source, deliveryId }) => kept.has(`${source} ${deliveryId}`));
}
