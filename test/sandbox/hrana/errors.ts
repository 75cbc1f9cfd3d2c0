import type { WireError } from "./protocol.ts";

/** A statement failed; the stream lives on. */
export class StatementError extends Error {
  override name = "StatementError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  get wire(): WireError {
    return { message: this.message, code: this.code };
  }
}

/** The client broke the protocol: 400, and the stream is closed. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
}

/** The stream was closed under a client that did nothing wrong. */
export class StreamExpired extends Error {
  override name = "StreamExpired";
}

/** Numbers are SQLite's primary result codes. */
const CODES: Record<number, string> = {
  2: "SQLITE_INTERNAL",
  3: "SQLITE_PERM",
  4: "SQLITE_ABORT",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  7: "SQLITE_NOMEM",
  8: "SQLITE_READONLY",
  9: "SQLITE_INTERRUPT",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  12: "SQLITE_NOTFOUND",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  17: "SQLITE_SCHEMA",
  18: "SQLITE_TOOBIG",
  19: "SQLITE_CONSTRAINT",
  20: "SQLITE_MISMATCH",
  21: "SQLITE_MISUSE",
  23: "SQLITE_AUTH",
  25: "SQLITE_RANGE",
  26: "SQLITE_NOTADB",
};

/** What libSQL's addon threw, as a libSQL server words it: the primary code, never the extended one. */
export function fromSqlite(thrown: unknown, while_: "preparing" | "running"): StatementError {
  if (!(thrown instanceof Error) || !("rawCode" in thrown)) throw thrown;
  const primary = Number(thrown.rawCode) & 0xff;
  if (while_ === "preparing" && primary === 1) {
    return /syntax error|incomplete input|unrecognized token/.test(thrown.message)
      ? new StatementError("SQL_PARSE_ERROR", `SQL string could not be parsed: ${thrown.message}`)
      : new StatementError("SQL_INPUT_ERROR", `SQL input error: ${thrown.message}`);
  }
  return new StatementError(CODES[primary] ?? "SQLITE_UNKNOWN", `SQLite error: ${thrown.message}`);
}
