import { collectBatch, runBatch, timedOut } from "./batch.ts";
import { sqlOf } from "./bind-parameters.ts";
import { ProtocolError, StatementError } from "./errors.ts";
import type { StreamRequest } from "./protocol.ts";
import { scanSql } from "./scan-sql.ts";
import type { Stream } from "./streams.ts";

const MOST_TEXTS = 50;
const LONGEST_TEXT = 5000;
const READS = new Set(["SELECT", "VALUES", "EXPLAIN", "PRAGMA"]);

/** Carries out one request of a pipeline: its result, or the error that takes its place. */
export async function handleRequest(stream: Stream, request: StreamRequest, replicationIndex: () => string) {
  if (stream.closed) throw new ProtocolError("Stream for this baton was closed");
  try {
    return { type: "ok", response: await respond(stream, request, replicationIndex) };
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    return { type: "error", error: error.wire };
  }
}

async function respond(stream: Stream, request: StreamRequest, replicationIndex: () => string) {
  const { connection, texts } = stream;
  const { type } = request;
  switch (type) {
    case "execute":
      if (connection.wasSeized()) throw timedOut();
      return { type, result: await connection.execute(sqlOf(request.stmt, texts), request.stmt) };
    case "batch": {
      const outcomes = runBatch(connection, request.batch, (statement) => sqlOf(statement, texts));
      return { type, result: await collectBatch(outcomes, request.batch.steps.length, replicationIndex()) };
    }
    case "sequence":
      if (connection.wasSeized()) throw timedOut();
      await connection.executeScript(sqlOf(request, texts));
      return { type };
    case "describe":
      return { type, result: describe(stream, sqlOf(request, texts)) };
    case "store_sql":
      storeText(texts, request.sql_id, request.sql);
      return { type };
    case "close_sql":
      texts.delete(request.sql_id);
      return { type };
    case "get_autocommit":
      return { type, is_autocommit: connection.isAutocommit() };
    case "close":
      return { type };
  }
}

function describe({ connection }: Stream, sql: string) {
  const { parameters, verb } = scanSql(sql);
  return {
    params: parameters.map((name) => ({ name })),
    cols: connection.columns(sql),
    is_explain: verb === "EXPLAIN",
    is_readonly: READS.has(verb),
  };
}

function storeText(texts: Map<number, string>, id: number, sql: string): void {
  if (texts.has(id)) throw new ProtocolError(`SQL text ${id} already exists`);
  if (texts.size >= MOST_TEXTS) {
    throw new StatementError(
      "SQL_STORE_TOO_MANY",
      `The server already stores ${texts.size} SQL texts, it cannot store more`,
    );
  }
  if (Buffer.byteLength(sql) > LONGEST_TEXT) {
    throw new StatementError("SQL_STORE_TOO_LARGE", "The statement is too large to be stored");
  }
  texts.set(id, sql);
}
