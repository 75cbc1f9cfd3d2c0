import { createHash } from "node:crypto";
import type { Account } from "../account.ts";
import { now } from "../time.ts";
import type { OAuthToken } from "./oauth-state.ts";

const SHORTEST_ACCESS = 300;
const LONGEST_ACCESS = 172_800;
const SHORTEST_REFRESH = 604_800;
const LONGEST_REFRESH = 7_776_000;
const DEFAULT_REFRESH = 2_592_000;

/** A refusal in OAuth's own words (RFC 6749, 5.2). */
export class OAuthError extends Error {
  readonly code: string;
  readonly status: 400 | 401;

  constructor(code: string, description: string) {
    super(description);
    this.code = code;
    this.status = code === "invalid_client" ? 401 : 400;
  }
}

export interface TokenRequest {
  grant_type: string;
  client_id: string;
  client_secret: string;
  code?: string | undefined;
  redirect_uri?: string | undefined;
  code_verifier?: string | undefined;
  refresh_token?: string | undefined;
  scope?: string | undefined;
  expires_in?: number | undefined;
  refresh_token_expires_in?: number | undefined;
}

/** An opaque secret of the given kind; the same seed gives the same ones. */
export function newSecret(random: () => number, kind: string): string {
  const hex = Array.from({ length: 48 }, () => Math.floor(random() * 16).toString(16)).join("");
  return `sandbox-${kind}-${hex}`;
}

function within(seconds: number, least: number, most: number, name: string): number {
  if (seconds >= least && seconds <= most) return seconds;
  throw new OAuthError("invalid_request", `${name} must be between ${least} and ${most} seconds`);
}

function issue(
  account: Account,
  request: TokenRequest,
  userId: number,
  scopes: string[],
  refreshable: boolean,
) {
  const { state, random } = account;
  const expiresIn = within(
    request.expires_in ?? LONGEST_ACCESS,
    SHORTEST_ACCESS,
    LONGEST_ACCESS,
    "expires_in",
  );
  const refreshIn = within(
    request.refresh_token_expires_in ?? DEFAULT_REFRESH,
    SHORTEST_REFRESH,
    LONGEST_REFRESH,
    "refresh_token_expires_in",
  );
  const token: OAuthToken = {
    id: state.nextId("oauthToken"),
    clientId: request.client_id,
    userId,
    scopes,
    accessToken: newSecret(random, "access"),
    accessExpiresAt: Date.now() + expiresIn * 1000,
    refreshToken: refreshable ? newSecret(random, "refresh") : null,
    refreshExpiresAt: Date.now() + refreshIn * 1000,
    createdAt: now(),
  };
  state.oauth.tokens.set(token.accessToken, token);
  return {
    access_token: token.accessToken,
    ...(token.refreshToken && { refresh_token: token.refreshToken, refresh_token_expires_in: refreshIn }),
    token_type: "bearer",
    scope: scopes.join(" "),
    expires_in: expiresIn,
  };
}

function checkClient({ state }: Account, request: TokenRequest): void {
  const client = state.oauth.clients.get(request.client_id);
  if (client?.secret === request.client_secret) return;
  throw new OAuthError("invalid_client", "Client authentication failed");
}

function redeemCode(account: Account, request: TokenRequest) {
  const { codes } = account.state.oauth;
  const grant = codes.get(request.code ?? "");
  codes.delete(request.code ?? "");
  const verified = (challenge: string) =>
    challenge ===
    createHash("sha256")
      .update(request.code_verifier ?? "")
      .digest("base64url");
  if (
    !grant ||
    grant.expiresAt < Date.now() ||
    grant.clientId !== request.client_id ||
    grant.redirectUri !== request.redirect_uri ||
    (grant.challenge !== null && !verified(grant.challenge))
  ) {
    throw new OAuthError("invalid_grant", "The provided authorization grant is invalid, expired or revoked");
  }
  return issue(account, request, grant.userId, grant.scopes, true);
}

/** Both old tokens die with the exchange. */
function rotate(account: Account, request: TokenRequest) {
  const { tokens } = account.state.oauth;
  const old = [...tokens.values()].find(
    (token) => token.refreshToken !== null && token.refreshToken === request.refresh_token,
  );
  if (!old || old.clientId !== request.client_id || old.refreshExpiresAt < Date.now()) {
    throw new OAuthError("invalid_grant", "The provided refresh token is invalid, expired or revoked");
  }
  const answer = issue(account, request, old.userId, old.scopes, true);
  tokens.delete(old.accessToken);
  return answer;
}

function forClient(account: Account, request: TokenRequest) {
  const owner = [...account.state.users.values()].find((user) => user.role === "admin");
  if (!owner) throw new OAuthError("invalid_client", "The client has no owner");
  return issue(account, request, owner.id, (request.scope ?? "read").split(" "), false);
}

/** Answers a token request by its grant. */
export function grantToken(account: Account, request: TokenRequest) {
  checkClient(account, request);
  if (request.grant_type === "authorization_code") return redeemCode(account, request);
  if (request.grant_type === "refresh_token") return rotate(account, request);
  if (request.grant_type === "client_credentials") return forClient(account, request);
  throw new OAuthError("unsupported_grant_type", "The grant type is not supported");
}
