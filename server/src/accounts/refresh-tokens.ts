import { setTimeout as pause } from "node:timers/promises";
import type { Saying } from "@sidethread/shared/told";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Access } from "../vendors/access.ts";
import type { OAuthTokens } from "../vendors/oauth-tokens.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import type { KeptTokens } from "./connection.ts";
import { noteProblem } from "./connection-problem.ts";
import { changeConnectionSecrets, findConnection } from "./connection-store.ts";
import type { Sealer } from "./seal.ts";

/** Vendors whose tokens end. */
export type Renewable = "zendesk" | "klaviyo" | "shopify";

interface Renewal {
  database: Database;
  sealer: Sealer;
  scope: AccountScope;
  vendor: Renewable;
  /** Which of the account's connections to the vendor. */
  key: string;
  /** Asks the vendor for new tokens; the refresh token may die with that. */
  refresh(refreshToken: string): Promise<OAuthTokens>;
  /** What an admin reads when there is nothing left to renew. */
  refusal: Saying;
}

/** Tokens are renewed so long before they end. */
const EARLY_MS = 60_000;
/** How long one process may take to renew; longer than the vendor is waited for. */
const LEASE_MS = 60_000;
const LOOK_AGAIN_MS = 100;
const REFUSALS = new Set(["invalid_grant", "invalid_request", "invalid_token", "unauthorized_client"]);

/** The access that an account's tokens give, renewed by one process at a time and stored before it is used. */
export function createTokenAccess(renewal: Renewal, first: OAuthTokens): Access {
  let tokens = first;
  let underWay: Promise<OAuthTokens | null> | null = null;

  async function renew(refused: string): Promise<string | null> {
    underWay ??= renewTokens(renewal, refused).finally(() => {
      underWay = null;
    });
    tokens = (await underWay) ?? tokens;
    return tokens.accessToken === refused ? null : tokens.accessToken;
  }

  return {
    async token() {
      const { accessToken, expiresAt } = tokens;
      if (expiresAt.getTime() > Date.now() + EARLY_MS) return accessToken;
      return (await renew(accessToken)) ?? accessToken;
    },
    renew,
  };
}

/** New tokens in place of the refused one, or those that another process has fetched; null when there are none. */
async function renewTokens(renewal: Renewal, refused: string): Promise<OAuthTokens | null> {
  for (;;) {
    const { lease, tokens } = await renewal.database.write((tx) => takeLease(tx, renewal, refused));
    if (!lease) {
      if (!tokens || tokens.accessToken !== refused || tokens.ended) return tokens;
      await pause(LOOK_AGAIN_MS);
      continue;
    }
    return fetchTokens(renewal, lease);
  }
}

/** The tokens as they are stored; `lease` when it is for us to renew them. */
async function takeLease(
  tx: Transaction,
  renewal: Renewal,
  refused: string,
): Promise<{ lease: KeptTokens | null; tokens: KeptTokens | null }> {
  const tokens = await readTokens(tx, renewal);
  const now = Date.now();
  const free = (tokens?.renewingUntil?.getTime() ?? 0) <= now;
  if (!tokens || tokens.accessToken !== refused || tokens.ended || !free) return { lease: null, tokens };
  const lease = { ...tokens, renewingUntil: new Date(now + LEASE_MS) };
  await keepTokens(tx, renewal, lease);
  return { lease, tokens };
}

async function fetchTokens(renewal: Renewal, lease: KeptTokens): Promise<OAuthTokens | null> {
  const { refreshToken } = lease;
  try {
    const { accessToken, refreshToken: next, expiresAt } = await renewal.refresh(refreshToken);
    return await settle(renewal, lease, { accessToken, refreshToken: next, expiresAt });
  } catch (error) {
    const { accessToken, expiresAt } = lease;
    const ended = error instanceof VendorError && REFUSALS.has(error.code ?? "");
    const tokens = { accessToken, refreshToken, expiresAt };
    const settled = await settle(renewal, lease, ended ? { ...tokens, ended } : tokens);
    if (ended) return settled;
    throw error;
  }
}

/** Stores what came of it, unless somebody connected anew meanwhile; gives what is stored then. */
function settle(renewal: Renewal, lease: KeptTokens, tokens: KeptTokens): Promise<OAuthTokens | null> {
  const { database, scope, refusal } = renewal;
  return database.write(async (tx) => {
    const stored = await readTokens(tx, renewal);
    if (stored?.refreshToken !== lease.refreshToken) return stored;
    await keepTokens(tx, renewal, tokens);
    if (tokens.ended) await noteProblem(tx, scope, renewal, refusal);
    return tokens;
  });
}

async function readTokens(
  tx: Transaction,
  { scope, sealer, vendor, key }: Renewal,
): Promise<KeptTokens | null> {
  const found = await findConnection(tx, scope, sealer, vendor, key);
  return found?.secrets.tokens ?? null;
}

const keepTokens = (tx: Transaction, { scope, sealer, vendor, key }: Renewal, tokens: KeptTokens) =>
  changeConnectionSecrets(tx, scope, sealer, vendor, { tokens }, key);
