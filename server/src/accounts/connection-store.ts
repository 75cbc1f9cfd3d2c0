import type { Vendor } from "@sidethread/shared/sidebar";
import { and, eq } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { grantScope } from "../database/grant-scope.ts";
import { connections } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";
import { type Connection, type Key, kept, keyOf, type NewConnection, ONLY } from "./connection.ts";
import type { Sealer } from "./seal.ts";
import { settleMain } from "./settle-main.ts";

export type { Connection, NewConnection } from "./connection.ts";

type Row = typeof connections.$inferSelect;

/** What the secrets of a connection are bound to. */
export const secretsPlace = (accountId: string, vendor: string, key: string) =>
  `${accountId}/connections/${vendor}${key && `/${key}`}`;

const isAt = ({ accountId }: AccountScope, vendor: Vendor, [key = ONLY]: [key?: string]) =>
  and(eq(connections.accountId, accountId), eq(connections.vendor, vendor), eq(connections.key, key));

function open<V extends Vendor>(row: Row, vendor: V, sealer: Sealer): Connection<V> {
  const { details, secrets } = kept[vendor];
  return {
    vendor,
    key: row.key,
    scope: grantScope(row.accountId),
    hookKey: row.hookKey,
    details: details.parse(row.details) as Connection<V>["details"],
    secrets: secrets.parse(
      JSON.parse(sealer.open(row.secrets, secretsPlace(row.accountId, vendor, row.key))),
    ) as Connection<V>["secrets"],
  };
}

/** Keeps a connection, in place of an earlier one to the same vendor; of Klaviyo, to the same Klaviyo account. */
export async function saveConnection<V extends Vendor>(
  tx: Transaction,
  sealer: Sealer,
  connection: NewConnection<V>,
): Promise<void> {
  const { scope, vendor, hookKey, details } = connection;
  const { accountId } = scope;
  const key = keyOf(connection);
  const secrets = sealer.seal(JSON.stringify(connection.secrets), secretsPlace(accountId, vendor, key));
  const isMain = vendor !== "klaviyo";
  await tx
    .insert(connections)
    .values({ accountId, vendor, key, isMain, hookKey, details, secrets, createdAt: new Date() })
    .onConflictDoUpdate({
      target: [connections.accountId, connections.vendor, connections.key],
      set: { hookKey, details, secrets, problem: null },
    });
  if (!isMain) await settleMain(tx, scope);
}

/** An account's connection to a vendor; null when it has none. */
export async function findConnection<V extends Vendor>(
  db: Queryable,
  scope: AccountScope,
  sealer: Sealer,
  vendor: V,
  ...key: Key<V>
): Promise<Connection<V> | null> {
  const [row] = await db
    .select()
    .from(connections)
    .where(isAt(scope, vendor, key));
  return row ? open(row, vendor, sealer) : null;
}

/** What may be seen of an account's connection; null when it has none. */
export async function findConnectionDetails<V extends Vendor>(
  db: Queryable,
  scope: AccountScope,
  vendor: V,
  ...key: Key<V>
): Promise<Connection<V>["details"] | null> {
  const [row] = await db
    .select({ details: connections.details })
    .from(connections)
    .where(isAt(scope, vendor, key));
  return row ? (kept[vendor].details.parse(row.details) as Connection<V>["details"]) : null;
}

/** Changes some of what may be seen of an account's connection; nothing where there is none any more. */
export async function changeConnectionDetails<V extends Vendor>(
  tx: Transaction,
  scope: AccountScope,
  vendor: V,
  change: Partial<Connection<V>["details"]>,
  ...key: Key<V>
): Promise<void> {
  const current = await findConnectionDetails(tx, scope, vendor, ...key);
  if (!current) return;
  await tx
    .update(connections)
    .set({ details: { ...current, ...change } })
    .where(isAt(scope, vendor, key));
}

/** Changes some of the secrets of an account's connection; nothing where there is none any more. */
export async function changeConnectionSecrets<V extends Vendor>(
  tx: Transaction,
  scope: AccountScope,
  sealer: Sealer,
  vendor: V,
  change: Partial<Connection<V>["secrets"]>,
  ...key: Key<V>
): Promise<void> {
  const current = await findConnection(tx, scope, sealer, vendor, ...key);
  if (!current) return;
  const place = secretsPlace(scope.accountId, vendor, current.key);
  await tx
    .update(connections)
    .set({ secrets: sealer.seal(JSON.stringify({ ...current.secrets, ...change }), place) })
    .where(isAt(scope, vendor, key));
}

/** Forgets a connection and its secrets. */
export async function removeConnection<V extends Vendor>(
  tx: Transaction,
  scope: AccountScope,
  vendor: V,
  ...key: Key<V>
): Promise<void> {
  await tx.delete(connections).where(isAt(scope, vendor, key));
  if (vendor === "klaviyo") await settleMain(tx, scope);
}

/** For the edge: whose webhook address this is. */
export async function findConnectionByHookKey<V extends Vendor>(
  db: Queryable,
  sealer: Sealer,
  vendor: V,
  hookKey: string,
): Promise<Connection<V> | null> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.hookKey, hookKey), eq(connections.vendor, vendor)));
  return row ? open(row, vendor, sealer) : null;
}

const TOLD_EVERY_MS = 1_000;
const told = new Map<string, number>();

/** Notes that a vendor told us something; once a second is often enough. */
export async function touchConnection<V extends Vendor>(
  tx: Transaction,
  scope: AccountScope,
  vendor: V,
  at: Date,
  ...key: Key<V>
): Promise<void> {
  const which = [vendor, scope.accountId, ...key].join("/");
  if (at.getTime() - (told.get(which) ?? 0) < TOLD_EVERY_MS) return;
  told.set(which, at.getTime());
  await tx
    .update(connections)
    .set({ lastEventAt: at })
    .where(isAt(scope, vendor, key));
}

/** Every connection to a vendor, of all accounts: since when it is, and when that vendor told us something last. */
export async function listConnectedAccounts(db: Queryable, vendor: Vendor) {
  const { accountId, key, lastEventAt, createdAt, problem } = connections;
  const rows = await db
    .select({ accountId, key, lastEventAt, createdAt, problem })
    .from(connections)
    .where(eq(connections.vendor, vendor))
    .orderBy(accountId, createdAt);
  return rows.map((row) => ({
    scope: grantScope(row.accountId),
    key: row.key,
    connectedAt: row.createdAt,
    hasProblem: row.problem !== null,
    lastHeardAt: row.lastEventAt ?? row.createdAt,
  }));
}

/** What an account is connected to, the oldest connection first, without secrets. */
export function listConnections(db: Queryable, scope: AccountScope) {
  const { vendor, key, isMain, lastEventAt, problem } = connections;
  return db
    .select({ vendor, key, isMain, lastEventAt, problem })
    .from(connections)
    .where(eq(connections.accountId, scope.accountId))
    .orderBy(connections.createdAt, key);
}
