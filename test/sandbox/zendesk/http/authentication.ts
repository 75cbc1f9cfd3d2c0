import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { User } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import type { ApiEnv } from "./api.ts";
import { forbidden, invalidToken, missingScope, unauthenticated } from "./errors.ts";

const API_TOKEN = "sandbox-zendesk-token";
const SESSION_COOKIE = "sandbox_agent";

interface Caller {
  user: User;
  scopes: string[] | null;
  channel: "api" | "web";
}

function byEmail(state: ZendeskState, email: string): User | undefined {
  return [...state.users.values()].find((user) => user.email?.toLowerCase() === email.toLowerCase());
}

function byApiToken(state: ZendeskState, credentials: string): Caller {
  const [email, token] = Buffer.from(credentials, "base64").toString().split("/token:");
  const user = email && token === API_TOKEN ? byEmail(state, email) : undefined;
  if (!user) throw unauthenticated();
  return { user, scopes: null, channel: "api" };
}

function byOAuthToken(state: ZendeskState, accessToken: string): Caller {
  const token = state.oauth.tokens.get(accessToken);
  const user = token && token.accessExpiresAt > Date.now() ? state.users.get(token.userId) : undefined;
  if (!token || !user) throw invalidToken();
  return { user, scopes: token.scopes, channel: "api" };
}

/** Who makes a request and how; null when nobody says so. Wrong credentials throw 401. */
export function identify(state: ZendeskState, c: Context): Caller | null {
  const [scheme, credentials] = c.req.header("authorization")?.split(" ") ?? [];
  if (scheme && credentials) {
    const named = scheme.toLowerCase();
    if (named === "basic") return byApiToken(state, credentials);
    if (named === "bearer") return byOAuthToken(state, credentials);
    throw unauthenticated();
  }
  const user = state.users.get(Number(getCookie(c, SESSION_COOKIE)));
  return user ? { user, scopes: null, channel: "web" } : null;
}

/** Learns who is asking; only `/users/me` answers to nobody. */
export function authenticate(state: ZendeskState) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const caller = identify(state, c);
    c.set("actor", caller?.user ?? null);
    c.set("scopes", caller?.scopes ?? null);
    c.set("channel", caller?.channel ?? "api");
    if (!caller && !/\/users\/me(\.json)?$/.test(c.req.path)) throw unauthenticated();
    return next();
  });
}

/** Itself, which every token may look at and give up. */
const ITSELF = /\/oauth\/tokens\/current(\.json)?$/;

/** An OAuth token reaches only what its scopes name: `read`, `write`, or `tickets:read` for one resource. */
export const requireScope = createMiddleware<ApiEnv>(async (c, next) => {
  const scopes = c.get("scopes");
  const access = c.req.method === "GET" ? "read" : "write";
  const resource = c.req.path.split("/")[3]?.replace(".json", "") ?? "";
  if (
    scopes &&
    !ITSELF.test(c.req.path) &&
    !scopes.includes(access) &&
    !scopes.includes(`${resource}:${access}`)
  ) {
    throw missingScope(access);
  }
  return next();
});

/** The agent or admin who is asking; end users are refused. */
export function agent(c: Context<ApiEnv>): User {
  const actor = c.get("actor");
  if (!actor || actor.role === "end-user") throw forbidden();
  return actor;
}

/** Lets only admins change what this route changes; agents may read. */
export const adminWrites = createMiddleware<ApiEnv>(async (c, next) => {
  if (c.req.method !== "GET" && agent(c).role !== "admin") throw forbidden();
  return next();
});

/** Keeps end users out of an agents' route. */
export const agentsOnly = createMiddleware<ApiEnv>(async (c, next) => {
  agent(c);
  return next();
});
