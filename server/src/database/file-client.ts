import type { Client, InArgs, InStatement, ResultSet, Row, Value } from "@libsql/client";
import Connection from "libsql";

/** How long a write waits for another process that holds the lock. */
export const BUSY_MS = 5_000;

/** What every connection to a file starts with. */
export const PRAGMAS = [
  // Readers beside one writer.
  "PRAGMA journal_mode = WAL",
  // The indexes of a busy month, in KiB: rows come in no order that an index could follow.
  "PRAGMA cache_size = -65536",
  // `move-log` moves it to the file long before that; a commit that has to, at 80 MB of log, holds everybody up.
  "PRAGMA wal_autocheckpoint = 20000",
  // What was erased is overwritten, not just unlinked.
  "PRAGMA secure_delete = ON",
];

export const filePath = (url: string) => url.slice("file:".length);

/** Statements that a connection keeps prepared; the oldest goes when there are more. */
const KEPT = 400;

interface Prepared {
  statement: ReturnType<Connection.Database["prepare"]>;
  /** Null where it returns no rows. */
  columns: string[] | null;
}

/** libSQL's client for a file, as far as Drizzle needs it. */
export type FileClient = Client & {
  /** Ends the transaction that the connection is in, if any, and leaves nothing of it. */
  rollBack(): void;
};

/**
 * One connection to a file, which keeps its statements prepared. `@libsql/client` prepares at every call, and its pool
 * takes back connections that met a busy file and are good for nothing more; a statement that is kept is reset when it
 * runs again.
 */
export function createFileClient(path: string): FileClient {
  const db = new Connection(path, { timeout: BUSY_MS });
  for (const pragma of PRAGMAS) db.exec(pragma);
  const kept = new Map<string, Prepared>();

  function prepare(sql: string): Prepared {
    const known = kept.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    const returnsRows = statement.reader;
    if (returnsRows) statement.raw(true);
    const prepared = { statement, columns: returnsRows ? statement.columns().map(({ name }) => name) : null };
    const [oldest] = kept.keys();
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(sql, prepared);
    return prepared;
  }

  function run(wanted: InStatement): ResultSet {
    const { sql, args = [] } = typeof wanted === "string" ? { sql: wanted } : wanted;
    const { statement, columns } = prepare(sql);
    const bound = Array.isArray(args) ? args.map(bind) : args;
    if (columns === null) {
      const { changes, lastInsertRowid } = statement.run(bound);
      return resultOf([], [], changes, BigInt(lastInsertRowid));
    }
    const rows = (statement.all(bound) as Value[][]).map((values) => named(values, columns));
    return resultOf(columns, rows, 0, undefined);
  }

  const rollBack = () => {
    if (db.inTransaction) run("ROLLBACK");
  };

  const client: Pick<Client, "execute" | "migrate" | "close"> & { rollBack(): void } = {
    execute: async (statement: InStatement, args?: InArgs) =>
      run(typeof statement === "string" ? { sql: statement, args: args ?? [] } : statement),
    async migrate(statements) {
      run("PRAGMA foreign_keys = OFF");
      run("BEGIN IMMEDIATE");
      try {
        const results = statements.map(run);
        run("COMMIT");
        return results;
      } catch (error) {
        rollBack();
        throw error;
      } finally {
        run("PRAGMA foreign_keys = ON");
      }
    },
    rollBack,
    close: () => db.close(),
  };
  return client as FileClient;
}

/** A row is read by position and by name. */
function named(values: Value[], columns: string[]): Row {
  const row = values as unknown as Row;
  for (let index = 0; index < columns.length; index += 1) {
    row[columns[index] as string] = values[index] as Value;
  }
  return row;
}

function resultOf(
  columns: string[],
  rows: Row[],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet {
  const result = { columns, columnTypes: columns.map(() => ""), rows, rowsAffected, lastInsertRowid };
  return { ...result, toJSON: () => result };
}

function bind(value: unknown): unknown {
  if (value === undefined) throw new TypeError("undefined is no value for the database.");
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof Date ? value.getTime() : value;
}
