import { createMiddleware } from "hono/factory";
import { decodeJwt, jwtVerify } from "jose";
import { type Account, findAccountBySubdomain, openSidebarSecret } from "../accounts/account-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { grantScope } from "../database/grant-scope.ts";
import type { Env, Services } from "./environment.ts";
import { ProblemError } from "./problem.ts";

export interface SidebarEnv {
  Variables: Env["Variables"] & { scope: AccountScope; account: Account };
}

const refused = () =>
  new ProblemError(
    401,
    "Not signed in",
    "This request carries no valid token of an installed app. Reload Zendesk; if that does not help, an admin can install the app again.",
  );

/**
 * Lets a request through that carries a token signed with its installation's secret by Zendesk's proxy. The token
 * proves the account, not the person: its claims are written in the browser.
 */
export function verifySidebarToken({ database, sealer, limits }: Services) {
  return createMiddleware<SidebarEnv>(async (c, next) => {
    const token = c.req.header("authorization")?.match(/^Bearer (\S+)$/)?.[1];
    const account = token ? await findAccountBySubdomain(database.read, readIssuer(token)) : null;
    if (!token || !account || account.uninstalledAt) throw refused();
    const scope = grantScope(account.id);
    const secret = new TextEncoder().encode(await openSidebarSecret(database.read, scope, sealer));
    await jwtVerify(token, secret, {
      algorithms: ["HS256"],
      issuer: account.subdomain,
      requiredClaims: ["exp"],
      maxTokenAge: "5m",
      clockTolerance: 30,
    }).catch(() => {
      throw refused();
    });
    limits.count("account at app", account.id);
    c.set("scope", scope);
    c.set("account", account);
    await next();
  });
}

/** Who a token says it is from, before that is verified. */
function readIssuer(token: string): string {
  try {
    const { iss } = decodeJwt(token);
    return typeof iss === "string" ? iss : "";
  } catch {
    return "";
  }
}
