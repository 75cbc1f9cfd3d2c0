import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lte, ne } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { accounts } from "../database/schema/accounts.ts";
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

/** For the edge: whose token this is; null when nobody's, no longer, or of an account that is gone. */
export async function findSession(db: Queryable, token: string) {
  const inUse = and(eq(accounts.id, sessions.accountId), isNull(accounts.uninstalledAt));
  const [row] = await db
    .select({ session: sessions })
    .from(sessions)
    .innerJoin(accounts, inUse)
    .where(and(eq(sessions.tokenHash, hashOf(token)), gt(sessions.expiresAt, new Date())));
  if (!row) return null;
  const { accountId, zendeskUserId, name, expiresAt } = row.session;
  return { accountId, admin: { id: zendeskUserId, name } satisfies Admin, expiresAt };
}

/** Ends one session of an account. */
export async function endSession(tx: Transaction, scope: AccountScope, token: string): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.accountId, scope.accountId), eq(sessions.tokenHash, hashOf(token))));
}

/** Signs every admin of an account out, but for whom a token is given. */
export async function endAllSessions(
  tx: Transaction,
  { accountId }: AccountScope,
  butOf?: string,
): Promise<void> {
  const others = butOf === undefined ? undefined : ne(sessions.tokenHash, hashOf(butOf));
  await tx.delete(sessions).where(and(eq(sessions.accountId, accountId), others));
}
