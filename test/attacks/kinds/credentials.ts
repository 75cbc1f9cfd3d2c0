import { sidebarToken } from "../../integration/kit/sidebar-token.ts";
import type { Attack } from "../attack.ts";
import { hashOf, makeSession } from "../kit/attacker.ts";
import { fillRoute } from "../kit/fill.ts";
import { isSecured, type SecuredRoute, type Security } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

type Credentials = Record<string, Record<string, string>>;

const session = (token: string) => ({ "x-sidethread-session": token });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Every route that wants somebody, asked by nobody, by somebody of long ago, and by somebody of another kind. */
export async function credentialAttacks(stage: Stage): Promise<Attack[]> {
  const credentials = await wrongCredentials(stage);
  return stage.routes.filter(isSecured).flatMap((route) => attacksOn(stage, route, credentials));
}

async function wrongCredentials({ store, sandbox, victim, operatorToken }: Stage) {
  const over = await makeSession(store, victim.accountId, -1);
  const signedOut = await makeSession(store, victim.accountId);
  await store.execute({ sql: "DELETE FROM sessions WHERE token_hash = ?", args: [hashOf(signedOut)] });
  const alive = await makeSession(store, victim.accountId);
  const sidebar = await sidebarToken(sandbox);
  const late = await sidebarToken(sandbox, { issuedAt: -400, expires: -100 });
  const nobodys: Credentials = {
    nobody: {},
    "an empty session": session(""),
    "an empty bearer": { authorization: "Bearer " },
    "a session that is over": session(over),
    "a session that was signed out": session(signedOut),
    "a session of an account that is none": session(await makeSession(store, "gone")),
    "the hash of a session": session(hashOf(alive)),
    "half a session": session(alive.slice(0, 21)),
    "a session in other letters": session(alive.toUpperCase()),
    "two sessions in one": session(`${alive},${alive}`),
    "a session that is anything": session("%"),
    "a session as a cookie": { cookie: `x-sidethread-session=${alive}` },
    "a sidebar's token of long ago": bearer(late),
    "an account's id": { ...session(victim.accountId), ...bearer(victim.accountId) },
    "an address inside": { "x-forwarded-for": "127.0.0.1", forwarded: "for=127.0.0.1", "x-real-ip": "::1" },
    "another method's name": { "x-http-method-override": "GET", "x-method-override": "OPTIONS" },
    "another address inside": { "x-original-url": "/healthz", "x-rewrite-url": "/healthz" },
    "a name and a password": { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` },
    "half of the operator's token": bearer(operatorToken.slice(0, -1)),
    "the operator's token and more": bearer(`${operatorToken}x`),
  };
  const others: Record<Security, Credentials> = {
    adminSession: {
      "a session in the wrong place": bearer(alive),
      "an agent's token": { ...session(sidebar), ...bearer(sidebar) },
      "the operator's token": { ...session(operatorToken), ...bearer(operatorToken) },
    },
    sidebarToken: {
      "an agent's token in the wrong place": session(sidebar),
      "an admin's session": { ...session(alive), ...bearer(alive) },
      "the operator's token": { ...session(operatorToken), ...bearer(operatorToken) },
    },
    operatorToken: {
      "the operator's token in the wrong place": session(operatorToken),
      "an agent's token": { ...session(sidebar), ...bearer(sidebar) },
      "an admin's session": { ...session(alive), ...bearer(alive) },
    },
  };
  return { nobodys, others };
}

function attacksOn(
  { send, victim, leakIn }: Stage,
  route: SecuredRoute,
  { nobodys, others }: Awaited<ReturnType<typeof wrongCredentials>>,
): Attack[] {
  const [request] = fillRoute(route, victim.pool);
  if (!request) return [];
  return Object.entries({ ...nobodys, ...others[route.security] }).map(([who, headers]) => ({
    name: `${route.name} by ${who}`,
    async attempt() {
      const answer = await send({ ...request, headers });
      return answer.status === 401 ? leakIn(answer, request) : `answered ${answer.status}`;
    },
  }));
}
