import { failures } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";

/** Keeps what went wrong with one attempt, for whoever has to look at it later. */
export async function logFailure(
  tx: Transaction,
  failure: Omit<typeof failures.$inferInsert, "id" | "at">,
): Promise<void> {
  await tx.insert(failures).values({ ...failure, at: Date.now() });
}
