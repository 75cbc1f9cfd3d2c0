import { randomBytes } from "node:crypto";
import { DAY_MS } from "../../world/draws.ts";

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 90 * 24 * 3600;
const CODE_MS = 60_000;
const KEPT_AFTER_REFRESH_MS = 30 * DAY_MS;

export interface AccessToken {
  clientId: string;
  scopes: Set<string>;
  /** Null: a custom app's, which does not expire. */
  expiresAt: number | null;
}

interface RefreshToken {
  clientId: string;
  scopes: Set<string>;
  expiresAt: number;
  /** What this one replaced: it stays usable until this one is used. */
  replaces: string | null;
}

export interface TokenAnswer {
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
}

export interface Grants {
  byAccessToken(token: string): AccessToken | null;
  /** Makes a code for `exchange`. */
  authorize(clientId: string, scopes: string[]): string;
  exchange(clientId: string, code: string): TokenAnswer | null;
  refresh(clientId: string, refreshToken: string): TokenAnswer | null;
  clientCredentials(clientId: string): Omit<TokenAnswer, "refresh_token" | "refresh_token_expires_in">;
  /** Ends everything that was granted. */
  revokeAll(): void;
}

const secret = (prefix: string) => `${prefix}_${randomBytes(16).toString("hex")}`;

/** Tokens as Shopify gives them: one hour for access, 90 days for refresh, rotated at each use. */
export function createGrants(customApp: { clientId: string; accessToken: string; scopes: string[] }): Grants {
  const access = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();
  const codes = new Map<string, { clientId: string; scopes: string[]; expiresAt: number }>();
  const { clientId, scopes } = customApp;
  access.set(customApp.accessToken, { clientId, scopes: new Set(scopes), expiresAt: null });

  function grantAccess(client: string, granted: Set<string>) {
    const token = secret("shpat");
    access.set(token, { clientId: client, scopes: granted, expiresAt: Date.now() + ACCESS_SECONDS * 1000 });
    return { access_token: token, scope: Array.from(granted).join(","), expires_in: ACCESS_SECONDS };
  }

  function grant(client: string, granted: Set<string>, replaces: string | null): TokenAnswer {
    const refreshToken = secret("shprt");
    const expiresAt = Date.now() + REFRESH_SECONDS * 1000;
    refreshTokens.set(refreshToken, { clientId: client, scopes: granted, expiresAt, replaces });
    return {
      ...grantAccess(client, granted),
      refresh_token: refreshToken,
      refresh_token_expires_in: REFRESH_SECONDS,
    };
  }

  return {
    byAccessToken(token) {
      const known = access.get(token);
      return known && (known.expiresAt === null || known.expiresAt > Date.now()) ? known : null;
    },
    authorize(client, wanted) {
      const code = randomBytes(16).toString("hex");
      codes.set(code, { clientId: client, scopes: wanted, expiresAt: Date.now() + CODE_MS });
      return code;
    },
    exchange(client, code) {
      const known = codes.get(code);
      codes.delete(code);
      if (known?.clientId !== client || known.expiresAt < Date.now()) return null;
      return grant(client, new Set(known.scopes), null);
    },
    refresh(client, refreshToken) {
      const known = refreshTokens.get(refreshToken);
      if (known?.clientId !== client || known.expiresAt < Date.now()) return null;
      if (known.replaces) refreshTokens.delete(known.replaces);
      known.expiresAt = Math.min(known.expiresAt, Date.now() + KEPT_AFTER_REFRESH_MS);
      return grant(client, known.scopes, refreshToken);
    },
    clientCredentials: (client) => grantAccess(client, new Set(scopes)),
    revokeAll() {
      access.clear();
      refreshTokens.clear();
      codes.clear();
    },
  };
}
