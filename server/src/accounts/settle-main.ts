import { sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/transaction.ts";
import { noteTextsSince } from "./texts-since.ts";

/**
 * Where an account has no main Klaviyo account, the oldest that no brand has for its own becomes it: the first that is
 * connected, and after the main one was disconnected one that serves nobody yet.
 */
export async function settleMain(tx: Transaction, scope: AccountScope): Promise<void> {
  const { accountId } = scope;
  const { rows } = await tx.run(sql`
    UPDATE connections SET is_main = 1
    WHERE account_id = ${accountId} AND vendor = 'klaviyo' AND key = (
      SELECT key FROM connections AS free
      WHERE account_id = ${accountId} AND vendor = 'klaviyo' AND NOT EXISTS (
        SELECT 1 FROM accounts, json_each(accounts.settings, '$.klaviyoByBrand') AS given
        WHERE accounts.id = ${accountId} AND given.value = free.key)
      ORDER BY created_at, key LIMIT 1)
    AND NOT EXISTS (
      SELECT 1 FROM connections WHERE account_id = ${accountId} AND vendor = 'klaviyo' AND is_main)
    RETURNING key`);
  for (const { key } of rows) await noteTextsSince(tx, scope, String(key));
}
