import type { Vendor } from "@sidethread/shared/sidebar";
import type { Saying } from "@sidethread/shared/told";
import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import { connections } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";

/** Notes what is wrong with a connection, and what to do; null: nothing any more. */
export async function noteProblem(
  tx: Transaction,
  { accountId }: AccountScope,
  { vendor, key }: { vendor: Vendor; key: string },
  saying: Saying | null,
): Promise<void> {
  const problem = saying && JSON.stringify(saying);
  const { accountId: account, vendor: of, key: ofKey, problem: known } = connections;
  await tx
    .update(connections)
    .set({ problem })
    .where(and(eq(account, accountId), eq(of, vendor), eq(ofKey, key), sql`${known} IS NOT ${problem}`));
}

/** What was noted to be wrong. */
export const readProblem = (problem: string | null): Saying | null => problem && JSON.parse(problem);
