import type { Client } from "@libsql/client";

/** What an account's own work changes by itself, attacked or not. */
const RESTLESS = ["watermarks", "commits", "failures"];

export type Snapshot = Map<string, string>;

/** All rows of an account, by table and key, as they stand. */
export async function takeSnapshot(store: Client, accountId: string, tables: string[]): Promise<Snapshot> {
  const snapshot: Snapshot = new Map();
  for (const table of tables.filter((name) => !RESTLESS.includes(name))) {
    const owner = table === "accounts" ? "id" : "account_id";
    const sql = `SELECT rowid AS place, * FROM ${table} WHERE ${owner} = ?`;
    for (const row of (await store.execute({ sql, args: [accountId] })).rows)
      snapshot.set(`${table}/${row.place}`, JSON.stringify({ ...row }));
  }
  return snapshot;
}

/** Where two snapshots differ. */
export function changesBetween(before: Snapshot, after: Snapshot): string[] {
  const places = new Set([...before.keys(), ...after.keys()]);
  return [...places].filter((place) => before.get(place) !== after.get(place));
}
