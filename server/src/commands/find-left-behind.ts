import { sql } from "drizzle-orm";
import type { Queryable } from "../database/database.ts";

/** What `seal` makes, as a GLOB: the key's id, 12 bytes of nonce, the text, 16 bytes of tag. */
const sealedUnder = (keyId: string) => `${keyId}.${"?".repeat(16)}.*.${"?".repeat(22)}`;

export interface LeftBehind {
  name: string;
  count: number;
}

/**
 * The columns in which something is sealed under one of these keys. It looks through every text column that the
 * database has, so that no column is forgotten that was added later.
 */
export async function findLeftBehind(db: Queryable, keyIds: string[]): Promise<LeftBehind[]> {
  const columns = await db.all<{ table: string; column: string }>(sql`
    SELECT tables.name AS "table", columns.name AS "column"
    FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND upper(columns.type) = 'TEXT'`);
  const found: LeftBehind[] = [];
  for (const { table, column } of columns) {
    const name = sql.identifier(column);
    const [row] = await db.all<{ count: number }>(sql`
      SELECT count(*) AS count FROM ${sql.identifier(table)}
      WHERE ${sql.join(
        keyIds.map((id) => sql`${name} GLOB ${sealedUnder(id)}`),
        sql` OR `,
      )}`);
    if (row && row.count > 0) found.push({ name: `${table}.${column}`, count: row.count });
  }
  return found;
}
