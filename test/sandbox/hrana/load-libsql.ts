import { createRequire } from "node:module";
import type { SqlValue } from "./values.ts";

export interface LibsqlStatement {
  /** Whether it gives rows. */
  reader: boolean;
  raw(on: boolean): this;
  safeIntegers(on: boolean): this;
  columns(): { name: string; type: string | null }[];
  all(args: SqlValue[]): SqlValue[][];
  run(args: SqlValue[]): { changes: number };
}

export interface LibsqlDatabase {
  inTransaction: boolean;
  prepare(sql: string): LibsqlStatement;
  exec(sql: string): void;
  close(): void;
}

/** `libsql` comes with the client: the same engine, in the same version, as behind a `file:` URL. */
const clientsOwn = createRequire(createRequire(import.meta.url).resolve("@libsql/client"));

/** libSQL's synchronous addon, of which only what is used here is typed. */
export const Libsql = clientsOwn("libsql") as new (
  file: string,
  options: { timeout: number },
) => LibsqlDatabase;
