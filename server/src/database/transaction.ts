import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import type { FileClient } from "./file-client.ts";
import { isLostTransaction } from "./lost-transaction.ts";

declare const inTransaction: unique symbol;

/** Where the statements of a write go: into one transaction. */
export type Transaction = Omit<LibSQLDatabase, "transaction" | "batch" | "$client"> & {
  readonly [inTransaction]: true;
};

/** Runs a function in a transaction of its own, and commits it; one that throws leaves nothing behind. */
export type RunTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/** Transactions at a libSQL server. */
export const remoteTransactions =
  (database: LibSQLDatabase): RunTransaction =>
  (work) =>
    database.transaction((tx) => work(tx as unknown as Transaction));

/** Transactions in a file, one after the other on one connection: what is prepared there stays prepared. */
export function fileTransactions(writer: FileClient): RunTransaction {
  const tx = drizzle(writer) as unknown as Transaction;
  return async (work) => {
    await writer.execute("BEGIN IMMEDIATE");
    try {
      const result = await work(tx);
      await writer.execute("COMMIT");
      return result;
    } catch (error) {
      writer.rollBack();
      throw error;
    }
  };
}

/** Runs a part of a transaction that, when it throws, rolls back alone. */
export async function inSavepoint<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await tx.run("SAVEPOINT part");
  try {
    const result = await work();
    await tx.run("RELEASE part");
    return result;
  } catch (error) {
    // A transaction that is lost has no savepoint to go back to.
    if (!isLostTransaction(error)) await tx.run("ROLLBACK TO part");
    throw error;
  }
}
