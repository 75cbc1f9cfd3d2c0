import type { Vendor } from "@sidethread/shared/sidebar";
import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import { connections } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";

/** Notes what is wrong with a connection, in words that say what to do; null: nothing any more. */
export async function noteProblem(
  tx: Transaction,
  { accountId }: AccountScope,
  vendor: Vendor,
  problem: string | null,
): Promise<void> {
  const { accountId: account, vendor: of, problem: known } = connections;
  await tx
    .update(connections)
    .set({ problem })
    .where(and(eq(account, accountId), eq(of, vendor), sql`${known} IS NOT ${problem}`));
}
