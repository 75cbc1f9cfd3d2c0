import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createFileClient, type FileClient } from "../database/file-client.ts";

interface Making {
  /** Writes the file at a path beside its place. */
  write(partial: string): Promise<void>;
  /** Changes what is in it, if anything. */
  change?(client: FileClient): Promise<void>;
}

/**
 * Makes a database file whole or not at all: it is written beside its place, checked, brought to the disk, and only
 * then given its name.
 */
export async function makeDatabaseFile(path: string, { write, change }: Making): Promise<void> {
  const partial = `${path}.partial`;
  for (const left of [partial, `${partial}-wal`, `${partial}-shm`]) await rm(left, { force: true });
  await write(partial);
  const client = createFileClient(partial);
  await change?.(client);
  await mustBeIntact(client);
  await endLog(client);
  client.close();
  await sync(partial);
  await rename(partial, path);
  await sync(dirname(path));
}

async function mustBeIntact(client: FileClient): Promise<void> {
  const { rows } = await client.execute("PRAGMA integrity_check");
  const said = rows.map(({ integrity_check }) => String(integrity_check));
  if (said.join() !== "ok") throw new Error(`The database is damaged: ${said.slice(0, 5).join("; ")}`);
}

/** Moves the write-ahead log into the file, which gets its name without a log beside it. */
async function endLog(client: FileClient): Promise<void> {
  const { rows } = await client.execute("PRAGMA journal_mode = DELETE");
  if (rows[0]?.journal_mode !== "delete") throw new Error("The log could not be moved into the file.");
}

/** Resolves when the disk has a file, or the names in a folder. */
async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
