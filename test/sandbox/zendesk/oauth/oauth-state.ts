export interface OAuthClient {
  identifier: string;
  secret: string;
  name: string;
  /** Where a code may be sent; with none registered, anywhere on the loopback address. */
  redirectUris: string[];
}

export interface AuthorizationCode {
  clientId: string;
  userId: number;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  expiresAt: number;
}

export interface OAuthToken {
  id: number;
  clientId: string;
  userId: number;
  scopes: string[];
  accessToken: string;
  accessExpiresAt: number;
  /** Null for client credentials, which have none. */
  refreshToken: string | null;
  refreshExpiresAt: number;
  createdAt: string;
}

export interface OAuthState {
  clients: Map<string, OAuthClient>;
  codes: Map<string, AuthorizationCode>;
  /** By access token. */
  tokens: Map<string, OAuthToken>;
}

/** The one client that is registered in the sandbox: our own app. */
export function createOAuthState(): OAuthState {
  const client = {
    identifier: "sidethread",
    secret: "sandbox-zendesk-client-secret",
    name: "Sidethread",
    redirectUris: [],
  };
  return { clients: new Map([[client.identifier, client]]), codes: new Map(), tokens: new Map() };
}
