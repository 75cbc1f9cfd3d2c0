import { expect, test } from "vitest";
import { startRemote } from "./hrana-setup.ts";

/** The parts of the protocol that the client does not use: version 3 in JSON, and what a wrong client is told. */
async function startWire() {
  const { origin, server } = await startRemote();
  const post = (path: string, body: object) =>
    fetch(origin + path, { method: "POST", body: JSON.stringify(body) });
  async function pipeline(requests: object[], baton: string | null = null) {
    const answer = await post("/v3/pipeline", { baton, requests });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { baton: string | null; results: { type: string; response?: object }[] };
  }
  return { origin, server, post, pipeline };
}

const execute = (sql: string) => ({ type: "execute", stmt: { sql } });

test("versions 2 and 3 are spoken in JSON, not in Protobuf", async () => {
  const { origin } = await startWire();
  const status = async (path: string) => (await fetch(origin + path)).status;
  expect([await status("/v2"), await status("/v3"), await status("/v3-protobuf")]).toEqual([200, 200, 404]);
});

test("a stream keeps its transaction, its stored texts and its autocommit state", async () => {
  const { pipeline } = await startWire();
  const first = await pipeline([
    { type: "store_sql", sql_id: 7, sql: "SELECT 1 AS one" },
    execute("BEGIN"),
    { type: "get_autocommit" },
  ]);
  const second = await pipeline(
    [
      { type: "execute", stmt: { sql_id: 7 } },
      { type: "close_sql", sql_id: 7 },
      execute("COMMIT"),
      { type: "close" },
    ],
    first.baton,
  );
  expect(first.results[2]).toEqual({
    type: "ok",
    response: { type: "get_autocommit", is_autocommit: false },
  });
  expect(second.baton).toBeNull();
  expect(second.results.map(({ type }) => type)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(second.results[0]?.response).toMatchObject({
    result: { cols: [{ name: "one", decltype: null }], rows: [[{ type: "integer", value: "1" }]] },
  });
});

test("a baton is good once, and cannot be made up", async () => {
  const { pipeline, post } = await startWire();
  const { baton } = await pipeline([execute("SELECT 1")]);
  const next = await pipeline([execute("SELECT 2")], baton);
  const refusals = [];
  for (const wrong of [baton, `${next.baton?.slice(0, -2)}xx`, "rubbish"]) {
    const answer = await post("/v3/pipeline", { baton: wrong, requests: [] });
    refusals.push(`${answer.status} ${await answer.text()}`);
  }
  expect(refusals).toEqual([
    "400 Received a baton that has already been used",
    "400 Received an invalid baton",
    "400 Received an invalid baton",
  ]);
  expect((await pipeline([execute("SELECT 3")], next.baton)).baton).not.toBeNull();
});

test("a batch obeys its conditions", async () => {
  const { pipeline } = await startWire();
  const ok = (step: number) => ({ type: "ok", step });
  const failed = (step: number) => ({ type: "error", step });
  const conditions = [
    [ok(0), true],
    [failed(0), false],
    [failed(1), true],
    [ok(1), false],
    [{ type: "not", cond: ok(1) }, true],
    [{ type: "and", conds: [ok(0), failed(1)] }, true],
    [{ type: "and", conds: [ok(0), ok(1)] }, false],
    [{ type: "or", conds: [ok(1), ok(0)] }, true],
    [{ type: "or", conds: [] }, false],
    [{ type: "is_autocommit" }, true],
    [ok(3), false],
    [failed(3), false],
  ] as const;
  const stmt = { sql: "SELECT 1" };
  const steps = [
    { stmt },
    { stmt: { sql: "SELEC" } },
    ...conditions.map(([condition]) => ({ condition, stmt })),
  ];
  const { results } = await pipeline([{ type: "batch", batch: { steps } }]);
  const response = results[0]?.response as
    | { result: { step_results: (object | null)[]; step_errors: (object | null)[] } }
    | undefined;
  const ran = response?.result.step_results.slice(2).map((one) => one !== null);
  expect(ran).toEqual(conditions.map(([, runs]) => runs));
  expect(response?.result.step_errors[1]).toMatchObject({ code: "SQL_PARSE_ERROR" });
});

test("a cursor streams a batch, and its stream goes on", async () => {
  const { post, pipeline } = await startWire();
  const steps = ["SELECT 1 AS n UNION SELECT 2", "SELEC", "SELECT 3"].map((sql) => ({ stmt: { sql } }));
  const answer = await post("/v3/cursor", { baton: null, batch: { steps } });
  const [head, ...entries] = (await answer.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries.map(({ type, step }) => [type, step])).toEqual([
    ["step_begin", 0],
    ["row", undefined],
    ["row", undefined],
    ["step_end", undefined],
    ["step_error", 1],
    ["step_begin", 2],
    ["row", undefined],
    ["step_end", undefined],
  ]);
  const { results } = await pipeline([execute("SELECT 4")], head.baton);
  expect(results[0]?.type).toBe("ok");
});

test("a statement is described without being run", async () => {
  const { pipeline } = await startWire();
  const { results } = await pipeline([
    execute("CREATE TABLE notes (id INTEGER, body TEXT)"),
    { type: "describe", sql: "SELECT body FROM notes WHERE id = ? OR body = :body" },
    { type: "describe", sql: "DELETE FROM notes" },
  ]);
  expect(results.slice(1).map(({ response }) => response)).toEqual([
    {
      type: "describe",
      result: {
        params: [{ name: null }, { name: ":body" }],
        cols: [{ name: "body", decltype: "TEXT" }],
        is_explain: false,
        is_readonly: true,
      },
    },
    { type: "describe", result: { params: [], cols: [], is_explain: false, is_readonly: false } },
  ]);
});

test("a client that breaks the protocol loses its stream", async () => {
  const { post, pipeline, server } = await startWire();
  const { baton } = await pipeline([execute("BEGIN IMMEDIATE")]);
  const answer = await post("/v3/pipeline", { baton, requests: [{ type: "execute", stmt: { sql_id: 1 } }] });
  expect([answer.status, await answer.text()]).toEqual([400, "SQL text 1 not found"]);
  expect(server.stats().open).toBe(0);
  expect((await post("/v3/pipeline", { requests: "none" })).status).toBe(400);
});
