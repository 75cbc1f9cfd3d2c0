import type { Client, InArgs, InStatement, ResultSet, Row, Transaction, Value } from "@libsql/client";
import Connection from "libsql";

/** How long a write waits for another process that holds the lock. */
export const BUSY_MS = 5_000;

/** What every connection to a file starts with. */
export const PRAGMAS = [
  // Readers beside one writer.
  "PRAGMA journal_mode = WAL",
  // The indexes of a busy month, in KiB: rows come in no order that an index could follow.
  "PRAGMA cache_size = -65536",
  // 8 MB of log before it is moved to the file: more, and who waits for it waits too long.
  "PRAGMA wal_autocheckpoint = 2000",
];

export const filePath = (url: string) => url.slice("file:".length);

/** Statements that a connection keeps prepared; the oldest goes when there are more. */
const KEPT = 400;

interface Prepared {
  statement: ReturnType<Connection.Database["prepare"]>;
  /** Null where it returns no rows. */
  columns: string[] | null;
}

/**
 * libSQL's client for a file, with one connection to read and one to write, which keep their statements prepared.
 * `@libsql/client` prepares at every call, and its pool takes back connections that met a busy file and are good for
 * nothing more; a statement that is kept is reset when it runs again.
 */
export function createFileClient(path: string): Client {
  const open = () => {
    const db = new Connection(path, { timeout: BUSY_MS });
    for (const pragma of PRAGMAS) db.exec(pragma);
    return createConnection(db);
  };
  const reader = open();
  const writer = open();
  let closed = false;

  function together(statements: InStatement[]): ResultSet[] {
    writer.run("BEGIN IMMEDIATE");
    try {
      const results = statements.map((statement) => writer.run(statement));
      writer.run("COMMIT");
      return results;
    } catch (error) {
      writer.rollBack();
      throw error;
    }
  }

  return {
    protocol: "file",
    get closed() {
      return closed;
    },
    execute: async (statement: InStatement | string, args?: InArgs) =>
      reader.run(typeof statement === "string" ? { sql: statement, args: args ?? [] } : statement),
    batch: async (statements) =>
      together(statements.map((one) => (Array.isArray(one) ? { sql: one[0], args: one[1] ?? [] } : one))),
    async migrate(statements) {
      writer.run("PRAGMA foreign_keys = OFF");
      try {
        return together(statements);
      } finally {
        writer.run("PRAGMA foreign_keys = ON");
      }
    },
    async transaction(): Promise<Transaction> {
      writer.run("BEGIN IMMEDIATE");
      return writer.transaction();
    },
    async executeMultiple(sql) {
      writer.exec(sql);
    },
    async sync() {
      throw new Error("A file has nothing to be synced with.");
    },
    async reconnect() {},
    close() {
      closed = true;
      reader.close();
      writer.close();
    },
  };
}

function createConnection(db: Connection.Database) {
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

  return {
    run,
    rollBack,
    exec: (sql: string) => db.exec(sql),
    close: () => db.close(),
    /** The transaction that this connection is in. */
    transaction: (): Transaction => ({
      get closed() {
        return !db.inTransaction;
      },
      execute: async (statement: InStatement) => run(statement),
      batch: async (statements) => statements.map((one) => run(one)),
      executeMultiple: async (sql) => void db.exec(sql),
      commit: async () => void run("COMMIT"),
      rollback: async () => rollBack(),
      close: rollBack,
    }),
  };
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
