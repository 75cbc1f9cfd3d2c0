import type { Overview } from "@sidethread/shared/overview";
import { type Vendor, vendor as vendors } from "@sidethread/shared/sidebar";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { readBacklog } from "../work/backlog.ts";
import type { Account } from "./account-store.ts";
import { listConnections } from "./connection-store.ts";

/** Whether all is well in an account: what it is connected to, and how its work stands. */
export async function readOverview(db: Queryable, scope: AccountScope, account: Account): Promise<Overview> {
  const connections = await listConnections(db, scope);
  const { waiting, failed, oldestAt } = await readBacklog(db, scope);
  return {
    account: { name: account.name, subdomain: account.subdomain },
    connections: vendors.options.map((vendor) =>
      standing(
        vendor,
        connections.filter((one) => one.vendor === vendor),
      ),
    ),
    work: {
      waiting,
      failed,
      oldestSeconds: oldestAt === null ? null : Math.max(0, (Date.now() - oldestAt.getTime()) / 1000),
    },
  };
}

/** How the connections to a vendor stand: one that is in trouble is what counts. */
function standing(vendor: Vendor, connections: Awaited<ReturnType<typeof listConnections>>) {
  const heard = connections.map(({ lastEventAt }) => lastEventAt?.getTime() ?? 0);
  const lastEventAt = Math.max(0, ...heard);
  const isTroubled = connections.some(({ problem }) => problem !== null);
  return {
    vendor,
    state: connections.length === 0 ? "not_connected" : isTroubled ? "needs_attention" : "connected",
    lastEventAt: lastEventAt > 0 ? new Date(lastEventAt).toISOString() : null,
  } as const;
}
