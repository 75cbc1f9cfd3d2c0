import { and, getTableColumns, getTableName, sql } from "drizzle-orm";
import type { Sealer } from "../accounts/seal.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Write } from "../database/writer.ts";
import type { SealedColumn } from "./sealed-columns.ts";

/** As many as servers that wait to write need not notice. */
const BATCH = 50;

export interface Resealed {
  name: string;
  resealed: number;
  /** Rows that none of our keys opens. */
  unopened: number;
}

const nameOf = ({ table, column }: SealedColumn) => `${getTableName(table)}.${column.name}`;

/**
 * Seals a column's texts under the current key, a few rows at a time, while servers work. What is under that key
 * already is left alone, so that a run that was interrupted may be made again.
 */
export async function reseal(
  write: Write,
  sealer: Sealer,
  currentKey: string,
  sealed: SealedColumn,
): Promise<Resealed> {
  const total = { name: nameOf(sealed), resealed: 0, unopened: 0 };
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    const batch = await write((tx) => resealBatch(tx, sealer, currentKey, sealed, from));
    total.resealed += batch.resealed;
    total.unopened += batch.unopened;
    after = batch.last;
  }
  return total;
}

async function resealBatch(
  tx: Transaction,
  sealer: Sealer,
  currentKey: string,
  { table, column, place }: SealedColumn,
  after: number,
): Promise<{ resealed: number; unopened: number; last: number | null }> {
  const mark = `${currentKey}.`;
  const rows = await tx
    .select({ rowid: sql<number>`rowid`, text: sql<string>`${column}`, row: getTableColumns(table) })
    .from(table)
    .where(and(sql`rowid > ${after}`, sql`substr(${column}, 1, ${mark.length}) <> ${mark}`))
    .orderBy(sql`rowid`)
    .limit(BATCH);
  let unopened = 0;
  for (const { rowid, text, row } of rows) {
    const secret = tryToOpen(sealer, text, place(row));
    if (secret === null) {
      unopened += 1;
      continue;
    }
    const fresh = sealer.seal(secret, place(row));
    await tx.run(sql`UPDATE ${table} SET ${sql.identifier(column.name)} = ${fresh} WHERE rowid = ${rowid}`);
  }
  return { resealed: rows.length - unopened, unopened, last: rows.at(-1)?.rowid ?? null };
}

function tryToOpen(sealer: Sealer, text: string, place: string): string | null {
  try {
    return sealer.open(text, place);
  } catch {
    return null;
  }
}
