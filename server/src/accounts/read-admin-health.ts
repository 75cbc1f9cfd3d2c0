import type { AdminHealth } from "@sidethread/shared/admin";
import { vendor as vendors } from "@sidethread/shared/sidebar";
import type { AccountScope } from "../database/account-scope.ts";
import type { KnownLimit } from "../vendors/gate.ts";
import type { Gates } from "../vendors/gates.ts";
import { readBacklog } from "../work/backlog.ts";
import { listDeadLetters } from "../work/dead-letters.ts";
import { listDeliveries } from "../work/list-deliveries.ts";
import type { ConnectContext } from "./connect.ts";
import { listAdminConnections } from "./list-connections.ts";

/** How an account's connections and work stand; limits and breakers are those of the process that is asked. */
export async function readAdminHealth(
  context: ConnectContext & { gates: Gates },
  scope: AccountScope,
): Promise<AdminHealth> {
  const { read } = context.database;
  const [connections, backlog, letters, deliveries] = await Promise.all([
    listAdminConnections(context, scope),
    readBacklog(read, scope),
    listDeadLetters(read, scope),
    listDeliveries(read, scope),
  ]);
  const { waiting, failed, oldestAt } = backlog;
  const known = context.gates.list(scope.accountId);
  const gates = vendors.options.flatMap((vendor) => known.filter((one) => one.vendor === vendor));
  return {
    connections,
    work: {
      waiting,
      failed,
      oldestSeconds: oldestAt === null ? null : Math.max(0, (Date.now() - oldestAt.getTime()) / 1000),
    },
    limits: gates.flatMap(({ vendor, key, gate }) => {
      const limit = gate.tightest();
      return limit ? [{ vendor, key, ...whole(limit) }] : [];
    }),
    breakers: gates.map(({ vendor, key, gate }) => ({ vendor, key, state: gate.breaker() })),
    deadLetters: letters.map(({ id, kind, reason, attempts, createdAt }) => ({
      id,
      kind,
      reason,
      attempts,
      createdAt,
    })),
    deliveries,
  };
}

/** Shopify counts in points, and in parts of them. */
const whole = ({ remaining, of, resetsInSeconds }: KnownLimit) => ({
  remaining: Math.floor(remaining),
  of: of === null ? null : Math.floor(of),
  resetsInSeconds,
});
