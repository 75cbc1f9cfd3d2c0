import type { Attack } from "../attack.ts";
import { fillRoute } from "../kit/fill.ts";
import { headOf, sendRaw } from "../kit/raw.ts";
import type { Route } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

const MEGABYTE = 1024 * 1024;
/** Klaviyo's webhooks may have 8 MB; what was on its way already comes on top. */
const MOST_TAKEN = 24 * MEGABYTE;
const CUT_OFF_MS = 5_000;

/** Bodies that are too large for every route, whether they say so or not; with credentials, so that they are read. */
export function bodyAttacks(stage: Stage): Attack[] {
  return stage.routes.flatMap((route) => [declared(stage, route), undeclared(stage, route)]);
}

async function headFor(stage: Stage, route: Route, more: Record<string, string>): Promise<string> {
  const pool = { ...stage.victim.pool, subdomain: [stage.attacker.subdomain], state: ["unknown"] };
  const [request] = fillRoute(route, pool);
  const path = request?.path ?? route.path;
  const credentials = route.security === null ? {} : await stage.attackersHeaders(route.security);
  return headOf(route.method, path, {
    "content-type": "application/json",
    ...credentials,
    ...more,
  });
}

/** The answer comes before the body, which nobody waits for. */
const declared = (stage: Stage, route: Route): Attack => ({
  name: `${route.name} with a body of 1 GB that it tells of`,
  async attempt() {
    const head = await headFor(stage, route, { "content-length": String(1024 * MEGABYTE) });
    const { statuses } = await sendRaw(stage.origin, head, { patienceMs: CUT_OFF_MS });
    await stage.attacker.beginAnew();
    if (statuses.length === 0) return "was waited for";
    return isTold(route, statuses) ? null : `answered ${statuses}`;
  },
});

/** A body without an end is not read to it. */
const undeclared = (stage: Stage, route: Route): Attack => ({
  name: `${route.name} with a body without an end`,
  async attempt() {
    const head = await headFor(stage, route, { "transfer-encoding": "chunked" });
    const piece = `${(64 * 1024).toString(16)}\r\n${"[".repeat(64 * 1024)}\r\n`;
    const { statuses, endedAfter, taken } = await sendRaw(stage.origin, head, {
      patienceMs: CUT_OFF_MS,
      goOn(socket) {
        const write = () => {
          while (!socket.destroyed && socket.write(piece, "latin1"));
        };
        socket.on("drain", write);
        write();
      },
    });
    await stage.attacker.beginAnew();
    if (taken > MOST_TAKEN) return `took ${Math.round(taken / MEGABYTE)} MB`;
    if (endedAfter === null && statuses.length === 0) return "was read on and on";
    return isTold(route, statuses) ? null : `answered ${statuses}`;
  },
});

/** A route that wants a body refuses this one; others need not look at it. */
const isTold = ({ body, name }: Route, statuses: number[]) =>
  statuses.every(
    (status) => status < 500 && (status >= 400 || (body === null && !name.includes("/webhooks/"))),
  );
