import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { createFileClient, filePath } from "./file-client.ts";
import { createLogSync } from "./log-sync.ts";
import { fileTransactions, remoteTransactions, type Transaction } from "./transaction.ts";
import { createWriteLock, type WriteLock } from "./write-lock.ts";
import { createWriter, type Write } from "./writer.ts";

/** What a query needs: a transaction, or the database itself for reads outside of one. */
export type Queryable = LibSQLDatabase | Transaction;

export interface Database {
  /** For reads; they see what is committed and never wait for a write. */
  read: LibSQLDatabase;
  /** Runs a function in a transaction; resolves once it is on disk. */
  write: Write;
  /** For a thread that writes to the same file beside `write`; null where the database is not a file. */
  lock: WriteLock | null;
  close(): void;
}

/** Opens a libSQL database (`file:`, `http(s):` or `libsql:` URL) and brings its schema up to date. */
export const openDatabase = (url: string, authToken?: string): Promise<Database> =>
  url.startsWith("file:") ? openFile(filePath(url)) : openRemote(url, authToken);

async function openFile(path: string): Promise<Database> {
  const writer = createFileClient(path);
  await mustBeDurable(writer);
  await bringUpToDate(drizzle(writer));
  // From here on the writer syncs the log itself: SQLite would have the event loop wait for the disk.
  await writer.execute("PRAGMA synchronous = NORMAL");
  const log = createLogSync(path);
  const reader = createFileClient(path);
  const lock = createWriteLock();
  return {
    read: drizzle(reader),
    write: createWriter(fileTransactions(writer), { lock, log }),
    lock,
    close() {
      log.close();
      reader.close();
      writer.close();
    },
  };
}

async function openRemote(url: string, authToken?: string): Promise<Database> {
  const client = createClient({ url, ...(authToken === undefined ? {} : { authToken }) });
  const read = drizzle(client);
  await bringUpToDate(read);
  const write = createWriter(remoteTransactions(read), { commitsIn: read });
  return { read, write, lock: null, close: () => client.close() };
}

const bringUpToDate = (database: LibSQLDatabase) =>
  migrate(database, { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) });

/** SQLite's default, `FULL`, has to be this build's too: the thread that stores deliveries relies on it. */
async function mustBeDurable(client: Client): Promise<void> {
  const { rows } = await client.execute("PRAGMA synchronous");
  if (Number(rows[0]?.synchronous) !== 2) throw new Error("This build of libSQL does not sync each commit.");
}
