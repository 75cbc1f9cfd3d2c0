import { type Context, Hono } from "hono";
import type { z } from "zod";
import { createRandom } from "../kit/random.ts";
import { runBatch } from "./batch.ts";
import { sqlOf } from "./bind-parameters.ts";
import { openConnection } from "./connection.ts";
import { cursorEntries, jsonLines } from "./cursor.ts";
import { ProtocolError, StreamExpired } from "./errors.ts";
import { changeFaults, type HranaFaults } from "./faults.ts";
import { handleRequest } from "./handle-request.ts";
import { Libsql } from "./load-libsql.ts";
import { type HranaEnv, misbehave } from "./misbehave.ts";
import { cursorBody, pipelineBody } from "./protocol.ts";
import { createStreams, type Stream } from "./streams.ts";
import { createWriteLock } from "./write-lock.ts";

export interface HranaOptions {
  /** The database's file. */
  file: string;
  /** The token that clients must show; none when absent. */
  authToken?: string;
  seed?: number;
  /** How long a stream may lie idle. */
  streamIdleMs?: number;
  /** How long a transaction may keep others from writing, once others want to. */
  transactionMs?: number;
  /** How long a writer waits for its turn before SQLITE_BUSY. */
  busyMs?: number;
}

export interface HranaStats {
  requests: number;
  streams: number;
  commits: number;
  /** Streams that were closed because nobody came back. */
  expired: number;
  /** Streams that are open now. */
  open: number;
}

export interface HranaServer {
  fetch: Hono<HranaEnv>["fetch"];
  setFaults(change: Partial<HranaFaults>): void;
  stats(): HranaStats;
  close(): void;
}

type HranaContext = Context<HranaEnv>;

/**
 * A libSQL server for tests: Hrana 2 and 3 over HTTP, in JSON, on one database file. Its time limits, lock queue and
 * errors are those of libSQL's own server.
 */
export function createHranaServer(options: HranaOptions): HranaServer {
  const { file, authToken, seed = 1, streamIdleMs = 10_000, transactionMs = 5000, busyMs = 15_000 } = options;
  const random = createRandom(seed);
  const counts = { requests: 0, streams: 0, commits: 0, expired: 0 };
  let faults = changeFaults({}, {});

  // Kept open: SQLite would check-point and remove the log each time that the last stream closes.
  const keeper = new Libsql(file, { timeout: 0 });
  keeper.exec("PRAGMA journal_mode = WAL");
  const replicationIndex = () => String(counts.commits);
  const lock = createWriteLock({
    waitMs: busyMs,
    holdMs: transactionMs,
    refuses: () => random() < faults.busy,
  });
  const streams = createStreams({
    idleMs: streamIdleMs,
    onExpiry: () => {
      counts.expired += 1;
    },
    connect() {
      counts.streams += 1;
      return openConnection({
        file,
        lock,
        replicationIndex,
        onCommit() {
          counts.commits += 1;
        },
      });
    },
  });

  async function read<Body extends { baton?: string | null | undefined }>(
    c: HranaContext,
    schema: z.ZodType<Body>,
  ): Promise<{ body: Body; stream: Stream }> {
    const body = schema.safeParse(await c.req.json().catch(() => null));
    if (!body.success) {
      throw new ProtocolError(`Cannot deserialize client message from JSON: ${body.error.message}`);
    }
    const stream = streams.take(body.data.baton);
    if (body.data.baton && random() < faults.loseBaton) {
      streams.close(stream);
      throw new StreamExpired();
    }
    return { body: body.data, stream };
  }

  async function pipeline(c: HranaContext): Promise<Response> {
    const { body, stream } = await read(c, pipelineBody);
    const before = stream.connection.commits();
    try {
      const results = [];
      for (const request of body.requests) {
        results.push(await handleRequest(stream, request, replicationIndex));
        if (request.type === "close") streams.close(stream);
      }
      streams.giveBack(stream);
      return c.json({ baton: streams.nextBaton(stream), base_url: null, results });
    } catch (error) {
      streams.close(stream);
      throw error;
    } finally {
      c.set("committed", stream.connection.commits() > before);
    }
  }

  async function cursor(c: HranaContext): Promise<Response> {
    const { body, stream } = await read(c, cursorBody);
    const outcomes = runBatch(stream.connection, body.batch, (statement) => sqlOf(statement, stream.texts));
    async function* lines() {
      yield { baton: streams.nextBaton(stream), base_url: null };
      yield* cursorEntries(outcomes);
    }
    return c.body(
      jsonLines(lines(), (whole) => (whole ? streams.giveBack(stream) : streams.close(stream))),
      200,
      { "content-type": "text/plain" },
    );
  }

  const app = new Hono<HranaEnv>();
  app.use(async (c, next) => {
    counts.requests += 1;
    if (authToken !== undefined && c.req.header("authorization") !== `Bearer ${authToken}`) {
      return c.json({ error: "Unauthorized: The JWT is invalid" }, 401);
    }
    return next();
  });
  app.use(misbehave(() => faults, random));
  app.get("/v2", (c) => c.text("Hello, this is HTTP API v2 (Hrana over HTTP)"));
  app.get("/v3", (c) => c.text("Hello, this is HTTP API v3 (Hrana over HTTP)"));
  app.post("/v2/pipeline", pipeline);
  app.post("/v3/pipeline", pipeline);
  app.post("/v3/cursor", cursor);
  app.onError((error, c) => {
    if (error instanceof StreamExpired) return streamGone(c, faults.lostBatonAnswer);
    if (error instanceof ProtocolError) return c.text(error.message, 400);
    return c.json({ error: error.message }, 500);
  });

  return {
    fetch: app.fetch,
    setFaults(change) {
      faults = changeFaults(faults, change);
    },
    stats: () => ({ ...counts, open: streams.open() }),
    close() {
      streams.closeAll();
      keeper.close();
    },
  };
}

function streamGone(c: HranaContext, how: HranaFaults["lostBatonAnswer"]): Response {
  if (how === "not found") return c.json({ error: "stream not found" }, 404);
  if (how === "invalid") return c.text("Received an invalid baton", 400);
  return c.json({ message: "The stream has expired due to inactivity", code: "STREAM_EXPIRED" }, 500);
}
