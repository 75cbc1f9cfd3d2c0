import type { AccountScope } from "../database/account-scope.ts";
import { audit } from "../database/schema/admin.ts";
import type { Transaction } from "../database/transaction.ts";

export interface Change {
  /** A Zendesk user's name, or `operator`, or `sidethread` for what we did by ourselves. */
  actor: string;
  actorId: string | null;
  /** `settings.changed`, `klaviyo.connected`. */
  action: string;
  /** Only what changed, and no secret. */
  before: unknown;
  after: unknown;
}

/** Who changes something. */
export type Actor = Pick<Change, "actor" | "actorId">;

/** Writes down who changed what, in the transaction of the change. */
export async function recordChange(tx: Transaction, scope: AccountScope, change: Change): Promise<void> {
  await tx.insert(audit).values({ accountId: scope.accountId, at: new Date(), ...change });
}
