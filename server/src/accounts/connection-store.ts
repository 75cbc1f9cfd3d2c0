import type { Vendor } from "@sidethread/shared/sidebar";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { grantScope } from "../database/grant-scope.ts";
import { connections } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";
import { oauthTokens } from "../vendors/oauth-tokens.ts";
import { shopDomain } from "../vendors/shopify/client.ts";
import type { Sealer } from "./seal.ts";

/** What the vendor lets us do; empty where it does not say. */
const scopes = z.array(z.string()).default([]);

const keptTokens = oauthTokens.extend({
  /** Until when one process renews them; the others wait. */
  renewingUntil: z.coerce.date().optional(),
  /** The vendor takes the refresh token no more. */
  ended: z.boolean().optional(),
});
export type KeptTokens = z.infer<typeof keptTokens>;

/** What we keep of each vendor's connection: what may be seen, and what is sealed. */
const kept = {
  zendesk: {
    details: z.object({
      /** Whose access it is. */
      email: z.string(),
      scopes,
    }),
    secrets: z.object({
      /** Null where we have tokens instead. */
      apiToken: z.string().nullable().default(null),
      tokens: keptTokens.nullable().default(null),
      signingSecret: z.string(),
    }),
  },
  klaviyo: {
    details: z.object({
      klaviyoAccountId: z.string(),
      currency: z.string(),
      /** What Klaviyo tells us by itself, since when; null where the account may have no webhooks. */
      webhook: z
        .object({ topics: z.array(z.string()), since: z.coerce.date() })
        .nullable()
        .default(null),
      /** Whether Klaviyo lets this account send texts. */
      maySend: z.boolean().default(false),
      scopes,
    }),
    secrets: z.object({
      /** Null where we have tokens instead. */
      privateKey: z.string().nullable().default(null),
      tokens: keptTokens.nullable().default(null),
      webhookSecret: z.string().min(16).nullable().default(null),
    }),
  },
  shopify: {
    details: z.object({ shop: shopDomain, scopes }),
    secrets: z.object({
      /** A custom app's token; null where we have tokens that expire instead. */
      accessToken: z.string().nullable().default(null),
      tokens: keptTokens.nullable().default(null),
      clientSecret: z.string(),
    }),
  },
  twilio: {
    details: z.object({ accountSid: z.string(), numbers: z.array(z.string()) }),
    secrets: z.object({ authToken: z.string() }),
  },
} satisfies Record<Vendor, { details: z.ZodObject; secrets: z.ZodObject }>;

type Kept = typeof kept;

export interface Connection<V extends Vendor> {
  vendor: V;
  scope: AccountScope;
  hookKey: string;
  details: z.infer<Kept[V]["details"]>;
  secrets: z.infer<Kept[V]["secrets"]>;
}

/** A connection as it is kept first: what is left out begins as the shapes say. */
export type NewConnection<V extends Vendor> = Omit<Connection<V>, "details" | "secrets"> & {
  details: z.input<Kept[V]["details"]>;
  secrets: z.input<Kept[V]["secrets"]>;
};

type Row = typeof connections.$inferSelect;

/** What the secrets of a connection are bound to. */
export const secretsPlace = (accountId: string, vendor: string) => `${accountId}/connections/${vendor}`;

function open<V extends Vendor>(row: Row, vendor: V, sealer: Sealer): Connection<V> {
  const { details, secrets } = kept[vendor];
  return {
    vendor,
    scope: grantScope(row.accountId),
    hookKey: row.hookKey,
    details: details.parse(row.details) as Connection<V>["details"],
    secrets: secrets.parse(
      JSON.parse(sealer.open(row.secrets, secretsPlace(row.accountId, vendor))),
    ) as Connection<V>["secrets"],
  };
}

/** Keeps a connection, in place of an earlier one to the same vendor. */
export async function saveConnection<V extends Vendor>(
  tx: Transaction,
  sealer: Sealer,
  { scope: { accountId }, vendor, hookKey, details, secrets }: NewConnection<V>,
): Promise<void> {
  const sealed = sealer.seal(JSON.stringify(secrets), secretsPlace(accountId, vendor));
  await tx
    .insert(connections)
    .values({ accountId, vendor, hookKey, details, secrets: sealed, createdAt: new Date() })
    .onConflictDoUpdate({
      target: [connections.accountId, connections.vendor],
      set: { hookKey, details, secrets: sealed, problem: null },
    });
}

/** An account's connection to a vendor; null when it has none. */
export async function findConnection<V extends Vendor>(
  db: Queryable,
  scope: AccountScope,
  sealer: Sealer,
  vendor: V,
): Promise<Connection<V> | null> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.accountId, scope.accountId), eq(connections.vendor, vendor)));
  return row ? open(row, vendor, sealer) : null;
}

/** What may be seen of an account's connection; null when it has none. */
export async function findConnectionDetails<V extends Vendor>(
  db: Queryable,
  scope: AccountScope,
  vendor: V,
): Promise<Connection<V>["details"] | null> {
  const [row] = await db
    .select({ details: connections.details })
    .from(connections)
    .where(and(eq(connections.accountId, scope.accountId), eq(connections.vendor, vendor)));
  return row ? (kept[vendor].details.parse(row.details) as Connection<V>["details"]) : null;
}

/** Changes some of what may be seen of an account's connection; nothing where there is none any more. */
export async function changeConnectionDetails<V extends Vendor>(
  tx: Transaction,
  scope: AccountScope,
  vendor: V,
  change: Partial<Connection<V>["details"]>,
): Promise<void> {
  const current = await findConnectionDetails(tx, scope, vendor);
  if (!current) return;
  await tx
    .update(connections)
    .set({ details: { ...current, ...change } })
    .where(and(eq(connections.accountId, scope.accountId), eq(connections.vendor, vendor)));
}

/** Changes some of the secrets of an account's connection; nothing where there is none any more. */
export async function changeConnectionSecrets<V extends Vendor>(
  tx: Transaction,
  scope: AccountScope,
  sealer: Sealer,
  vendor: V,
  change: Partial<Connection<V>["secrets"]>,
): Promise<void> {
  const current = await findConnection(tx, scope, sealer, vendor);
  if (!current) return;
  const place = secretsPlace(scope.accountId, vendor);
  await tx
    .update(connections)
    .set({ secrets: sealer.seal(JSON.stringify({ ...current.secrets, ...change }), place) })
    .where(and(eq(connections.accountId, scope.accountId), eq(connections.vendor, vendor)));
}

/** Forgets a connection and its secrets. */
export async function removeConnection(tx: Transaction, scope: AccountScope, vendor: Vendor): Promise<void> {
  await tx
    .delete(connections)
    .where(and(eq(connections.accountId, scope.accountId), eq(connections.vendor, vendor)));
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
export async function touchConnection(
  tx: Transaction,
  scope: AccountScope,
  vendor: Vendor,
  at: Date,
): Promise<void> {
  const key = `${vendor}/${scope.accountId}`;
  if (at.getTime() - (told.get(key) ?? 0) < TOLD_EVERY_MS) return;
  told.set(key, at.getTime());
  await tx
    .update(connections)
    .set({ lastEventAt: at })
    .where(and(eq(connections.accountId, scope.accountId), eq(connections.vendor, vendor)));
}

/** Every account that is connected to a vendor, since when, and when that vendor told us something last. */
export async function listConnectedAccounts(db: Queryable, vendor: Vendor) {
  const { accountId, lastEventAt, createdAt, problem } = connections;
  const rows = await db
    .select({ accountId, lastEventAt, createdAt, problem })
    .from(connections)
    .where(eq(connections.vendor, vendor));
  return rows.map((row) => ({
    scope: grantScope(row.accountId),
    connectedAt: row.createdAt,
    hasProblem: row.problem !== null,
    lastHeardAt: row.lastEventAt ?? row.createdAt,
  }));
}

/** Which vendors an account is connected to, without their secrets. */
export function listConnections(db: Queryable, scope: AccountScope) {
  return db
    .select({
      vendor: connections.vendor,
      lastEventAt: connections.lastEventAt,
      problem: connections.problem,
    })
    .from(connections)
    .where(eq(connections.accountId, scope.accountId));
}
