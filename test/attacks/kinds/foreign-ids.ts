import type { Attack } from "../attack.ts";
import type { AttackRequest } from "../kit/client.ts";
import { fillRoute, type Pool } from "../kit/fill.ts";
import { isSecured, type SecuredRoute, type Security } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

/** A state that somebody else knew is used up by that. */
const USED_UP = /^oauth_flows\//;

/** Every route, asked by the attacker as themselves, with the victim's ids wherever an id can stand. */
export function foreignIdAttacks(stage: Stage): Attack[] {
  const pool: Pool = { ...stage.victim.pool, subdomain: [stage.attacker.subdomain] };
  return stage.routes
    .filter(isSecured)
    .flatMap((route) =>
      fillRoute(route, pool).map((request) => foreignIdAttack(stage, route, request, stage.attackersHeaders)),
    );
}

/** One request with somebody's credentials, which must tell and change nothing of the victim's. */
export function foreignIdAttack(
  { send, leakIn, changes, attacker }: Stage,
  { name, security }: SecuredRoute,
  request: AttackRequest,
  headersFor: (security: Security) => Promise<Record<string, string>>,
): Attack {
  return {
    name: `${name} as ${request.path} with ${JSON.stringify(request.body ?? null)}`,
    async attempt() {
      const answer = await send({ ...request, headers: await headersFor(security) });
      // What they told the server about themselves must not come back as something that it tells.
      if (request.method !== "GET") await attacker.beginAnew();
      if (answer.status === 401 || answer.status >= 500) return `answered ${answer.status}`;
      return leakIn(answer, request) ?? (await changes(USED_UP));
    },
  };
}
