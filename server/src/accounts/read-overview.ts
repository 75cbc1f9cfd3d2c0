import type { Overview } from "@sidethread/shared/overview";
import { vendor as vendors } from "@sidethread/shared/sidebar";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { readBacklog } from "../work/backlog.ts";
import type { Account } from "./account-store.ts";
import { listConnections } from "./connection-store.ts";

/** Whether all is well in an account: what it is connected to, and how its work stands. */
export async function readOverview(db: Queryable, scope: AccountScope, account: Account): Promise<Overview> {
  const connected = new Map((await listConnections(db, scope)).map((row) => [row.vendor, row.lastEventAt]));
  const { waiting, failed, oldestAt } = await readBacklog(db, scope);
  return {
    account: { name: account.name, subdomain: account.subdomain },
    connections: vendors.options.map((vendor) => ({
      vendor,
      connected: connected.has(vendor),
      lastEventAt: connected.get(vendor)?.toISOString() ?? null,
    })),
    work: {
      waiting,
      failed,
      oldestSeconds: oldestAt === null ? null : Math.max(0, (Date.now() - oldestAt.getTime()) / 1000),
    },
  };
}
