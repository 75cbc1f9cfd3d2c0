import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import { findWatermark, moveWatermark } from "../work/watermark-store.ts";

const sourceOf = (klaviyoAccountId: string) => `klaviyo:${klaviyoAccountId}`;

/** Notes that a Klaviyo account tells of texts from now on: what it has from before became no ticket, and never will. */
export const noteTextsSince = (tx: Transaction, scope: AccountScope, klaviyoAccountId: string) =>
  moveWatermark(tx, scope, sourceOf(klaviyoAccountId), new Date());

/** Since when a Klaviyo account tells of texts; null: as long as it is connected. */
export const findTextsSince = (db: Queryable, scope: AccountScope, klaviyoAccountId: string) =>
  findWatermark(db, scope, sourceOf(klaviyoAccountId));
