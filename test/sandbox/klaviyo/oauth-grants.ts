import { createHash } from "node:crypto";
import type { Integration } from "./integrations.ts";
import type { Scope } from "./scopes.ts";
import type { State } from "./state.ts";

/** An app that is registered with Klaviyo. */
export interface OAuthClient {
  id: string;
  secret: string;
  integration: Integration;
}

interface Grant {
  client: OAuthClient;
  scopes: Scope[];
}

interface Code extends Grant {
  redirectUri: string;
  challenge: string;
  expires: number;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: "bearer";
  expires_in: number;
  scope: string;
}

/** The authorization codes and tokens that are out. */
export interface OAuthGrants {
  issueCode(grant: Grant & { redirectUri: string; challenge: string }): string;
  /** Null for a code that is unknown, used, late, another client's, or whose verifier or redirect differs. */
  redeemCode(client: OAuthClient, code: string, verifier: string, redirectUri: string): Tokens | null;
  /** Each refresh token works once. */
  refresh(client: OAuthClient, refreshToken: string): Tokens | null;
  revoke(client: OAuthClient, token: string): void;
  bearer(accessToken: string): Grant | null;
}

const CODE_MS = 5 * 60_000;
const ACCESS_SECONDS = 3600;

export function createOAuthGrants({ ids, now }: Pick<State, "ids" | "now">): OAuthGrants {
  const codes = new Map<string, Code>();
  const access = new Map<string, { grant: Grant; expires: number }>();
  const refreshable = new Map<string, Grant>();

  function issue(grant: Grant): Tokens {
    const accessToken = `sandbox-access-${ids.hex("access")}`;
    const refreshToken = `sandbox-refresh-${ids.hex("refresh")}`;
    access.set(accessToken, { grant, expires: now().getTime() + ACCESS_SECONDS * 1000 });
    refreshable.set(refreshToken, grant);
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: "bearer",
      expires_in: ACCESS_SECONDS,
      scope: grant.scopes.join(" "),
    };
  }

  return {
    issueCode(grant) {
      const code = `sandbox-code-${ids.hex("code")}`;
      codes.set(code, { ...grant, expires: now().getTime() + CODE_MS });
      return code;
    },
    redeemCode(client, code, verifier, redirectUri) {
      const found = codes.get(code);
      codes.delete(code);
      const valid =
        found?.client.id === client.id &&
        found.redirectUri === redirectUri &&
        found.expires > now().getTime() &&
        found.challenge === createHash("sha256").update(verifier).digest("base64url");
      return valid ? issue({ client, scopes: found.scopes }) : null;
    },
    refresh(client, refreshToken) {
      const grant = refreshable.get(refreshToken);
      if (grant?.client.id !== client.id) return null;
      refreshable.delete(refreshToken);
      return issue(grant);
    },
    revoke(client, token) {
      const grant = refreshable.get(token) ?? access.get(token)?.grant;
      if (grant?.client.id !== client.id) return;
      refreshable.delete(token);
      for (const [accessToken, held] of access) if (held.grant === grant) access.delete(accessToken);
    },
    bearer(accessToken) {
      const found = access.get(accessToken);
      return found && found.expires > now().getTime() ? found.grant : null;
    },
  };
}
