import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, lte } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "../database/database.ts";
import { oauthFlows } from "../database/schema/admin.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Sealer } from "./seal.ts";
import type { Admin } from "./session-store.ts";

export interface Flow {
  purpose: (typeof oauthFlows.$inferSelect)["purpose"];
  /** The account and the admin who asked; null while signing in. */
  asked: { accountId: string; admin: Admin } | null;
  subdomain: string;
  /** The shop at Shopify. */
  shop: string | null;
  /** The origin of the page that opened the window. */
  opener: string;
}

/** A flow that came back, with what proves that it is ours. */
export type TakenFlow = Flow & { verifier: string };

const LIFE_MS = 5 * 60_000;

const actor = z.object({ id: z.string(), name: z.string() });

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

/** What the verifier of a flow is bound to. */
export const verifierPlace = (stateHash: string) => `oauth_flows/${stateHash}`;

/** Notes that somebody is sent to a consent page: what has to come back, and the challenge of PKCE. */
export async function beginFlow(
  tx: Transaction,
  sealer: Sealer,
  { purpose, asked, subdomain, shop, opener }: Flow,
): Promise<{ state: string; challenge: string }> {
  const state = randomBytes(32).toString("base64url");
  const verifier = randomBytes(32).toString("base64url");
  const stateHash = digest(state);
  const now = new Date();
  await tx.delete(oauthFlows).where(lte(oauthFlows.expiresAt, now));
  await tx.insert(oauthFlows).values({
    stateHash,
    purpose,
    accountId: asked?.accountId ?? null,
    actor: asked && JSON.stringify(asked.admin),
    subdomain,
    shop,
    opener,
    verifier: sealer.seal(verifier, verifierPlace(stateHash)),
    expiresAt: new Date(now.getTime() + LIFE_MS),
  });
  return { state, challenge: digest(verifier) };
}

/** What a state is for, and whose page opened the window; null when it is unknown, used or too old. */
export async function findFlow(
  db: Queryable,
  state: string,
): Promise<Pick<Flow, "purpose" | "opener"> | null> {
  const { purpose, opener, stateHash, expiresAt } = oauthFlows;
  const [row] = await db
    .select({ purpose, opener })
    .from(oauthFlows)
    .where(and(eq(stateHash, digest(state)), gt(expiresAt, new Date())));
  return row ?? null;
}

/** The flow that a state belongs to, which ends with that; null when it is unknown, used or too old. */
export async function takeFlow(tx: Transaction, sealer: Sealer, state: string): Promise<TakenFlow | null> {
  const stateHash = digest(state);
  const [row] = await tx.delete(oauthFlows).where(eq(oauthFlows.stateHash, stateHash)).returning();
  if (!row || row.expiresAt <= new Date()) return null;
  const { purpose, accountId, subdomain, shop, opener } = row;
  return {
    purpose,
    asked:
      accountId !== null && row.actor !== null
        ? { accountId, admin: actor.parse(JSON.parse(row.actor)) }
        : null,
    subdomain,
    shop,
    opener,
    verifier: sealer.open(row.verifier, verifierPlace(stateHash)),
  };
}
