import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, lte } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { sessions } from "../database/schema/admin.ts";
import type { Transaction } from "../database/transaction.ts";

/** An admin of a Zendesk account, as Zendesk said when they signed in. */
export interface Admin {
  /** The Zendesk user's id. */
  id: string;
  name: string;
}

const LIFE_MS = 12 * 60 * 60_000;

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Begins a session; the token is told once and kept nowhere. Ended sessions are forgotten meanwhile. */
export async function beginSession(
  tx: Transaction,
  scope: AccountScope,
  admin: Admin,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
  await tx.delete(sessions).where(lte(sessions.expiresAt, createdAt));
  await tx.insert(sessions).values({
    tokenHash: hashOf(token),
    accountId: scope.accountId,
    zendeskUserId: admin.id,
    name: admin.name,
    createdAt,
    expiresAt,
  });
  return { token, expiresAt };
}

/** For the edge: whose token this is; null when nobody's, or no longer. */
export async function findSession(db: Queryable, token: string) {
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.tokenHash, hashOf(token)), gt(sessions.expiresAt, new Date())));
  if (!row) return null;
  const { accountId, zendeskUserId, name, expiresAt } = row;
  return { accountId, admin: { id: zendeskUserId, name } satisfies Admin, expiresAt };
}

/** Ends one session of an account. */
export async function endSession(tx: Transaction, scope: AccountScope, token: string): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.accountId, scope.accountId), eq(sessions.tokenHash, hashOf(token))));
}

/** Signs every admin of an account out. */
export async function endAllSessions(tx: Transaction, scope: AccountScope): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.accountId, scope.accountId));
}
