import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { queryOf } from "./documents.ts";
import { invalid, permissionDenied, throttled, unauthorized } from "./errors.ts";
import { api, type Integration } from "./integrations.ts";
import type { OAuthGrants } from "./oauth-grants.ts";
import { createRateLimiter, type Limit } from "./rate-limits.ts";
import type { Scope } from "./scopes.ts";
import type { State } from "./state.ts";

/** Who calls: what they may do, whose quota they use, and whose name their events bear. */
export interface Caller {
  scopes: readonly Scope[] | "all";
  quota: string;
  integration: Integration;
}

export interface Env {
  Bindings: HttpBindings;
  Variables: { caller: Caller };
}

/** What an endpoint asks of its callers. */
export interface Endpoint {
  limit: Limit | ((query: URLSearchParams) => Limit);
  scopes: Scope[];
}

export type Guard = (endpoint: Endpoint) => MiddlewareHandler<Env>;

const REVISION = /^20\d{2}-\d{2}-\d{2}(\.pre)?$/;

/** Lets callers through who have a credential, its scopes, a revision, and requests left. */
export function createGuard(state: State, grants: OAuthGrants, privateKey: string): Guard {
  const take = createRateLimiter(state.now);

  function identify(authorization: string | undefined): Caller {
    const [scheme, credential = ""] = authorization?.split(" ") ?? [];
    if (scheme === "Klaviyo-API-Key") {
      if (credential !== privateKey) {
        throw unauthorized("authentication_failed", "The API key is not valid.");
      }
      return { scopes: "all", quota: "private keys", integration: api };
    }
    if (scheme === "Bearer") {
      const grant = grants.bearer(credential);
      if (!grant) {
        throw unauthorized("authentication_failed", "The access token is invalid or has expired.");
      }
      return { scopes: grant.scopes, quota: grant.client.id, integration: grant.client.integration };
    }
    throw unauthorized("not_authenticated", "Missing or invalid authorization scheme.");
  }

  return ({ limit, scopes }) =>
    async (c, next) => {
      const caller = identify(c.req.header("authorization"));
      const missing = scopes.filter((scope) => caller.scopes !== "all" && !caller.scopes.includes(scope));
      if (missing.length > 0) throw permissionDenied(`Missing scopes: ${missing.join(", ")}.`);
      if (!REVISION.test(c.req.header("revision") ?? "")) {
        throw invalid("A valid revision header (YYYY-MM-DD) is required.", { parameter: "revision" });
      }
      c.set("caller", caller);
      const { rateLimitScale } = state.settings;
      if (rateLimitScale === null) return next();
      const { burst, steady } = typeof limit === "function" ? limit(queryOf(c)) : limit;
      const key = `${caller.quota} ${c.req.method} ${routePath(c)} ${burst}/${steady}`;
      const verdict = take(key, { burst, steady }, rateLimitScale);
      if (!verdict.allowed) throw throttled(verdict.retryAfterSeconds);
      await next();
      for (const [name, value] of Object.entries(verdict.headers)) c.res.headers.set(name, value);
    };
}
