import { SignJWT } from "jose";
import { sidebarSecret } from "../../integration/kit/sidebar-token.ts";
import type { Attack } from "../attack.ts";
import { fillRoute } from "../kit/fill.ts";
import { isSecured } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

/** What an agent may write into their own token: the claims come from the browser. */
const claimsOf = ({ victim }: Stage) => ({
  "the account in other words": {
    account: victim.subdomain,
    accountId: victim.accountId,
    account_id: victim.accountId,
    subdomain: victim.subdomain,
    tenant: victim.accountId,
  },
  "the account as audience and subject": { aud: victim.subdomain, sub: victim.accountId },
  "an admin": { role: "admin", roles: ["admin"], admin: true, is_admin: true, scope: "admin operator *" },
  "an admin by name": { sub: "1", user: { role: "admin", id: 1 }, email: "admin@example.com" },
  "what everything inherits": { constructor: { prototype: { role: "admin" } }, __proto__: { admin: true } },
});

const sign = (claims: object, issuer: string, secret: string) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime("4m")
    .sign(new TextEncoder().encode(secret));

/** Tokens that are signed rightly and claim too much: another's account, or to be an admin. */
export async function claimAttacks(stage: Stage): Promise<Attack[]> {
  const { attacker, victim, sandbox, routes, send, leakIn } = stage;
  const attacks: Attack[] = [];
  for (const [what, claims] of Object.entries(claimsOf(stage))) {
    const theirs = await sign(claims, attacker.subdomain, attacker.sidebarSecret);
    const agents = await sign(claims, victim.subdomain, sidebarSecret(sandbox));
    for (const route of routes.filter(isSecured)) {
      const [request] = fillRoute(route, victim.pool);
      if (!request) continue;
      const inApp = route.security === "sidebarToken";
      // Their own app is theirs to read; an agent of the victim's reads the sidebar, and is let do nothing else.
      const token = inApp ? theirs : agents;
      const headers = { authorization: `Bearer ${token}`, "x-sidethread-session": token };
      attacks.push({
        name: `${route.name} by an agent who claims ${what}`,
        async attempt() {
          const answer = await send({ ...request, headers });
          const isRight = answer.status === (inApp ? 200 : 401);
          return isRight ? leakIn(answer, request) : `answered ${answer.status}`;
        },
      });
    }
  }
  return attacks;
}
