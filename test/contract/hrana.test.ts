import { fileURLToPath } from "node:url";
import { openDatabase } from "@sidethread/server/database/database";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { describe, expect, onTestFinished, test } from "vitest";
import { failureOf, startRemote, startWithNotes } from "./hrana-setup.ts";

const migrationsFolder = fileURLToPath(new URL("../../server/src/database/migrations", import.meta.url));

describe("statements", () => {
  test("values keep their type and their last digit", async () => {
    const { client, another } = await startRemote();
    await client.execute("CREATE TABLE all_types (i INTEGER, f REAL, t TEXT, b BLOB, n)");
    const bytes = new Uint8Array([0, 1, 254, 255]).buffer;
    await client.execute({
      sql: "INSERT INTO all_types VALUES (?, ?, ?, ?, ?)",
      args: [9007199254740993n, 0.1, "Größe 👋 'quoted'", bytes, null],
    });
    await expect(client.execute("SELECT i FROM all_types")).rejects.toThrow(RangeError);
    const { rows, columns, columnTypes } = await another().execute(
      "SELECT CAST(i AS TEXT) AS i, f, t, b, n, typeof(i) AS type FROM all_types",
    );
    expect(columns).toEqual(["i", "f", "t", "b", "n", "type"]);
    expect(columnTypes).toEqual(["", "REAL", "TEXT", "BLOB", "", ""]);
    expect(rows[0]).toMatchObject({
      i: "9007199254740993",
      f: 0.1,
      t: "Größe 👋 'quoted'",
      b: bytes,
      n: null,
      type: "integer",
    });
  });

  test("arguments go by position, number and name", async () => {
    const { client } = await startRemote();
    const { rows } = await client.execute({ sql: "SELECT ?2 AS b, ?1 AS a", args: ["one", "two"] });
    expect(rows[0]).toMatchObject({ a: "one", b: "two" });
    const named = await client.execute({
      sql: "SELECT :a AS a, @b AS b, $c AS c",
      args: { a: 1, "@b": 2, c: 3 },
    });
    expect(named.rows[0]).toMatchObject({ a: 1, b: 2, c: 3 });
    expect(await failureOf(client.execute({ sql: "SELECT ?, ?", args: [1] }))).toBe("ARGS_INVALID");
    expect(await failureOf(client.execute({ sql: "SELECT '?'", args: [1] }))).toBe("ARGS_INVALID");
  });

  test("changes are counted, with RETURNING too", async () => {
    const { client } = await startWithNotes();
    const inserted = await client.execute("INSERT INTO notes (body) VALUES ('a'), ('b') RETURNING id");
    expect(inserted).toMatchObject({ rowsAffected: 2, lastInsertRowid: 2n });
    expect(inserted.rows.map(({ id }) => id)).toEqual([1, 2]);
    expect(await client.execute("UPDATE notes SET body = body || '!'")).toMatchObject({ rowsAffected: 2 });
    expect(await client.execute("SELECT * FROM notes")).toMatchObject({ rowsAffected: 0 });
    const upsert =
      "WITH old AS (SELECT 1) INSERT INTO notes (id, body) VALUES (1, 'c') ON CONFLICT DO NOTHING";
    expect(await client.execute(upsert)).toMatchObject({ rowsAffected: 0 });
  });

  test("errors carry SQLite's primary code, or the server's own", async () => {
    const { client } = await startWithNotes();
    await client.execute("INSERT INTO notes (body) VALUES ('a')");
    const codes = {
      "INSERT INTO notes (body) VALUES ('a')": "SQLITE_CONSTRAINT",
      "INSERT INTO notes (id) VALUES ('words')": "SQLITE_MISMATCH",
      "SELEC 1": "SQL_PARSE_ERROR",
      "SELECT * FROM nowhere": "SQL_INPUT_ERROR",
      "SELECT 1; SELECT 2": "SQL_MANY_STATEMENTS",
      "-- nothing": "SQL_NO_STATEMENT",
    };
    for (const [text, code] of Object.entries(codes))
      expect(await failureOf(client.execute(text))).toBe(code);
  });

  test("a large result arrives whole", async () => {
    const { client } = await startRemote();
    const { rows } = await client.execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i, hex(randomblob(50)) FROM n",
    );
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)?.i).toBe(20_000);
  });

  test("a script runs to its first error, triggers included", async () => {
    const { client, bodies } = await startWithNotes();
    await client.executeMultiple(`
      CREATE TRIGGER shout AFTER INSERT ON notes BEGIN UPDATE notes SET body = upper(body); SELECT 1; END;
      INSERT INTO notes (body) VALUES ('a'); -- ; not a statement`);
    expect(await failureOf(client.executeMultiple("INSERT INTO notes (body) VALUES ('b'); SELEC;"))).not.toBe(
      "",
    );
    expect(await bodies()).toEqual(["A", "B"]);
  });

  test("without the token nothing is answered", async () => {
    const { origin, client } = await startRemote({ authToken: "secret" });
    expect((await client.execute("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    expect((await fetch(`${origin}/v3`)).status).toBe(401);
  });
});

describe("with Drizzle", () => {
  test("nested transactions roll back alone", async () => {
    const { client, bodies } = await startWithNotes();
    const add = (body: string) => sql`INSERT INTO notes (body) VALUES (${body})`;
    await drizzle(client).transaction(async (tx) => {
      await tx.transaction((inner) => inner.run(add("a")));
      const failing = tx.transaction(async (inner) => {
        await inner.run(add("b"));
        await inner.run(add("a"));
      });
      expect(await failureOf(failing)).toBe("SQLITE_CONSTRAINT");
      await tx.run(add("c"));
    });
    expect(await bodies()).toEqual(["a", "c"]);
  });

  test("the migrations run once", async () => {
    const { client } = await startRemote();
    const tables = async () =>
      (await client.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).rows;
    await migrate(drizzle(client), { migrationsFolder });
    const first = await tables();
    await migrate(drizzle(client), { migrationsFolder });
    expect(await tables()).toEqual(first);
    expect(first).toContainEqual({ name: "deliveries" });
  });

  test("the product's own database opens on it", async () => {
    const { origin } = await startRemote();
    const database = await openDatabase(origin);
    onTestFinished(() => database.close());
    const made = await database.write((tx) => tx.all(sql`SELECT count(*) AS waiting FROM deliveries`));
    expect(made).toEqual([{ waiting: 0 }]);
  });
});
