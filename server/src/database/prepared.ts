import type { Queryable } from "./database.ts";

/**
 * A query that is built once for each database that it runs in, instead of at every run: building costs Drizzle more
 * than SQLite takes to answer. What changes from run to run is a `sql.placeholder`.
 */
export function prepared<Query>(build: (db: Queryable) => Query): (db: Queryable) => Query {
  const built = new WeakMap<Queryable, Query>();
  return (db) => {
    const known = built.get(db) ?? build(db);
    built.set(db, known);
    return known;
  };
}
