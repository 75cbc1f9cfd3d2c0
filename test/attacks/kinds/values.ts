import type { Attack } from "../attack.ts";
import { spoil } from "../kit/hostile.ts";
import { isSecured } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

const HOSTILE: Record<string, unknown> = {
  nothing: "",
  "a zero": "a\0b",
  "half a character": "\ud800",
  "a number beyond all": `effect-${"9".repeat(400)}`,
  "a number too long": "9".repeat(30),
  "a negative number": "-1",
  "no number": Number.MAX_VALUE,
  SQL: "' OR 1=1; DROP TABLE accounts; --",
  "a wildcard": "%",
  "a way back": "../../../../etc/passwd",
  "a prototype": "__proto__",
  "a constructor": { constructor: { prototype: { admin: true } } },
  "a list": ["a", ["b"]],
  "an object": { $ne: null },
  truth: true,
  none: null,
  "a template": "{{constructor.constructor('return process')()}} #{7*7} <%= 7*7 %>",
  markup: '"><script>alert(1)</script>',
  "much of it": "a".repeat(50_000),
  "much that is hard to match": `${"a.".repeat(20_000)}@`,
};

const BODIES: Record<string, string> = {
  "a body that is no JSON": "{",
  "a body that is a number": "1",
  "a body with a prototype": '{"__proto__":{"admin":true}}',
  "a body with a name twice": '{"id":"effect-1","id":"effect-2"}',
  "a body that is deep": deep(20_000),
  "a body of zeros": "\0\0\0\0",
};

const SLOWEST_MS = 2_000;

/** Every place of every route with values that nobody expects, by who may ask: refused, soon, and never with a failure. */
export function valueAttacks(stage: Stage): Attack[] {
  const { attacker, routes, victim } = stage;
  const pool = { ...victim.pool, subdomain: [attacker.subdomain] };
  return routes.filter(isSecured).flatMap((route) => {
    const spoiled = Object.entries(HOSTILE).flatMap(([what, value]) =>
      spoil(route, pool, value).map((one) => ({ ...one, what })),
    );
    const [plain] = spoil(route, pool, null).filter(({ place }) => place === "body");
    const bodies = plain
      ? Object.entries(BODIES).map(([what, body]) => ({
          what,
          place: "body",
          request: { ...plain.request, body },
        }))
      : [];
    return [...spoiled, ...bodies].map(({ what, place, request }) => ({
      name: `${route.name} with ${what} in its ${place}`,
      async attempt() {
        const headers = await stage.attackersHeaders(route.security);
        const began = performance.now();
        const answer = await stage.send({ ...request, headers });
        const took = performance.now() - began;
        if (request.method !== "GET") await attacker.beginAnew();
        if (answer.status >= 500 && answer.status !== 503) return `answered ${answer.status}`;
        return took > SLOWEST_MS ? `took ${Math.round(took)} ms` : null;
      },
    }));
  });
}
