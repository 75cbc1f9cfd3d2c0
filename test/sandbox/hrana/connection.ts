import { bindParameters } from "./bind-parameters.ts";
import { fromSqlite, StatementError } from "./errors.ts";
import { Libsql, type LibsqlDatabase, type LibsqlStatement } from "./load-libsql.ts";
import type { StatementResult, WireStatement } from "./protocol.ts";
import { CHANGES, type ScannedSql, scanSql } from "./scan-sql.ts";
import { toWire } from "./values.ts";
import type { LockOwner, WriteLock } from "./write-lock.ts";

export interface Connection {
  execute(sql: string, statement: WireStatement): Promise<StatementResult>;
  /** Runs statements that are separated by semicolons; gives nothing back. */
  executeScript(sql: string): Promise<void>;
  columns(sql: string): StatementResult["cols"];
  isAutocommit(): boolean;
  /** How often it committed something written. */
  commits(): number;
  /** Whether its transaction was rolled back for others' sake; tells it once. */
  wasSeized(): boolean;
  /** Rolls back what is open. */
  close(): void;
}

export interface ConnectionOptions {
  file: string;
  lock: WriteLock;
  /** Told of each commit of something written. */
  onCommit(): void;
  replicationIndex(): string;
}

/** One SQLite connection, for one stream. Writes wait their turn without blocking the process. */
export function openConnection(options: ConnectionOptions): Connection {
  const { file, lock, onCommit, replicationIndex } = options;
  const database: LibsqlDatabase = new Libsql(file, { timeout: 0 });
  const counts = database.prepare("SELECT changes(), last_insert_rowid()").raw(true).safeIntegers(true);
  let open = true;
  let seized = false;
  let wrote = false;
  let commits = 0;

  const owner: LockOwner = {
    seize() {
      if (!open || !database.inTransaction) return;
      database.exec("ROLLBACK");
      seized = true;
      wrote = false;
    },
  };

  /** Runs something under the write lock if it needs it, and hands the lock on once no transaction is open. */
  async function locked<Result>(scanned: ScannedSql, work: () => Result): Promise<Result> {
    if (scanned.locks) await lock.acquire(owner);
    try {
      if (!open) throw new StatementError("SQLITE_MISUSE", "The connection was closed");
      const result = work();
      wrote ||= scanned.writes;
      if (!database.inTransaction && wrote && scanned.verb !== "ROLLBACK") {
        commits += 1;
        onCommit();
      }
      return result;
    } finally {
      if (!open || !database.inTransaction) {
        wrote = false;
        lock.release(owner);
      }
    }
  }

  function prepare(sql: string): LibsqlStatement {
    try {
      return database.prepare(sql).safeIntegers(true);
    } catch (error) {
      throw fromSqlite(error, "preparing");
    }
  }

  function run(sql: string, scanned: ScannedSql, statement: WireStatement): StatementResult {
    const prepared = prepare(sql);
    const args = bindParameters(scanned.parameters, statement);
    try {
      const cols = prepared.reader ? columnsOf(prepared) : [];
      const rows = prepared.reader ? prepared.raw(true).all(args) : [];
      if (!prepared.reader) prepared.run(args);
      const [[changed, rowid] = []] = CHANGES.has(scanned.verb) ? counts.all([]) : [];
      return {
        cols,
        rows: statement.want_rows === false ? [] : rows.map((row) => row.map(toWire)),
        affected_row_count: Number(changed ?? 0),
        last_insert_rowid: scanned.verb === "INSERT" || scanned.verb === "REPLACE" ? String(rowid) : null,
        replication_index: replicationIndex(),
      };
    } catch (error) {
      throw fromSqlite(error, "running");
    }
  }

  return {
    async execute(sql, statement) {
      const scanned = scanSql(sql);
      if (scanned.statements === 0) {
        throw new StatementError("SQL_NO_STATEMENT", "SQL string does not contain any statement");
      }
      if (scanned.statements > 1) {
        throw new StatementError("SQL_MANY_STATEMENTS", "SQL string contains more than one statement");
      }
      return locked(scanned, () => run(sql, scanned, statement));
    },
    async executeScript(sql) {
      await locked(scanSql(sql), () => {
        try {
          database.exec(sql);
        } catch (error) {
          throw fromSqlite(error, "running");
        }
      });
    },
    columns(sql) {
      const prepared = prepare(sql);
      return prepared.reader ? columnsOf(prepared) : [];
    },
    isAutocommit: () => !open || !database.inTransaction,
    commits: () => commits,
    wasSeized() {
      const was = seized;
      seized = false;
      return was;
    },
    close() {
      if (!open) return;
      if (database.inTransaction) database.exec("ROLLBACK");
      open = false;
      database.close();
      lock.release(owner);
    },
  };
}

function columnsOf(prepared: LibsqlStatement): StatementResult["cols"] {
  return prepared.columns().map(({ name, type }) => ({ name, decltype: type }));
}
