import { eq } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { accounts } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";

type Made = (typeof accounts.$inferSelect)["made"];
export type MadeKey = keyof Made;

/** The ids of what we made in an account's Zendesk. */
export async function readMade(db: Queryable, { accountId }: AccountScope): Promise<Made> {
  const [row] = await db.select({ made: accounts.made }).from(accounts).where(eq(accounts.id, accountId));
  return row?.made ?? {};
}

/** Keeps the id of what we made; null forgets it. */
export async function storeMade(
  tx: Transaction,
  scope: AccountScope,
  key: MadeKey,
  id: string | null,
): Promise<void> {
  const { [key]: _, ...others } = await readMade(tx, scope);
  const made = id === null ? others : { ...others, [key]: id };
  await tx.update(accounts).set({ made }).where(eq(accounts.id, scope.accountId));
}
