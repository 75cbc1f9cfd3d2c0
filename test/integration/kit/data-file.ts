import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { onTestFinished } from "vitest";

export type DataFile = Awaited<ReturnType<typeof openDataFile>>;

/** A database file that a server works on and that the test looks into; gone when the test is finished. */
export async function openDataFile() {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-data-"));
  const databaseUrl = `file:${join(folder, "data.db")}`;
  const store = createClient({ url: databaseUrl });
  onTestFinished(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    databaseUrl,
    store,
    /** Columns (`table.column`) that have one of these words in them, whatever their case. */
    columnsWith: (words: string[]) => columnsWith(store, words),
    /** Which of these words stand in the file's bytes, with nothing of what was deleted left over. */
    async bytesWith(words: string[]): Promise<string[]> {
      await store.execute("VACUUM");
      await store.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
      const bytes = Buffer.concat(files).toString("latin1").toLowerCase();
      return words.filter((word) => bytes.includes(Buffer.from(word.toLowerCase()).toString("latin1")));
    },
  };
}

export async function listTables(store: Client): Promise<string[]> {
  const { rows } = await store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'");
  return rows.map(({ name }) => String(name)).filter((name) => !/^(sqlite|__drizzle|libsql)/.test(name));
}

async function columnsWith(store: Client, words: string[]): Promise<string[]> {
  const wanted = words.map((word) => word.toLowerCase());
  const found = new Set<string>();
  for (const table of await listTables(store)) {
    const { rows, columns } = await store.execute(`SELECT * FROM ${table}`);
    for (const row of rows)
      for (const column of columns) {
        const said = decodeForm(String(row[column] ?? "")).toLowerCase();
        if (wanted.some((word) => said.includes(word))) found.add(`${table}.${column}`);
      }
  }
  return [...found].sort();
}

/** Twilio's deliveries are forms. */
const decodeForm = (text: string) =>
  text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
