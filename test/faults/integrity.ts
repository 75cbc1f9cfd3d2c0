import { createClient } from "@libsql/client";

/** What SQLite says of a database file: `ok`, or what is broken. */
export async function checkIntegrity(file: string): Promise<string> {
  const client = createClient({ url: `file:${file}` });
  try {
    const { rows } = await client.execute("PRAGMA integrity_check");
    return rows.map((row) => String(row.integrity_check)).join("; ");
  } finally {
    client.close();
  }
}
