import { createMiddleware } from "hono/factory";
import { type Account, getAccount } from "../accounts/account-store.ts";
import type { Actor } from "../accounts/audit-store.ts";
import { type Admin, findSession } from "../accounts/session-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { grantScope } from "../database/grant-scope.ts";
import type { Env, Services } from "./environment.ts";
import { ProblemError } from "./problem.ts";

export interface AdminEnv {
  Variables: Env["Variables"] & { scope: AccountScope; account: Account; admin: Admin; expiresAt: Date };
}

/** An admin as the audit record names them. */
export const actorOf = ({ id, name }: Admin): Actor => ({ actor: name, actorId: id });

/** The header that carries an admin's token. */
export const SESSION_HEADER = "x-sidethread-session";

/** Lets a request through that carries the token of an admin's session; account and person come from that alone. */
export function mustBeAdmin({ database, limits }: Services) {
  return createMiddleware<AdminEnv>(async (c, next) => {
    const token = c.req.header(SESSION_HEADER);
    const session = token ? await findSession(database.read, token) : null;
    if (!session) throw new ProblemError(401, "Not signed in", "Sign in with Zendesk, as an admin.");
    limits.count("account at admin", session.accountId);
    const scope = grantScope(session.accountId);
    c.set("scope", scope);
    c.set("account", await getAccount(database.read, scope));
    c.set("admin", session.admin);
    c.set("expiresAt", session.expiresAt);
    c.header("cache-control", "no-store");
    await next();
  });
}
