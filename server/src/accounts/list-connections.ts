import type { AdminConnection } from "@sidethread/shared/admin";
import { type Vendor, vendor as vendors } from "@sidethread/shared/sidebar";
import type { AccountScope } from "../database/account-scope.ts";
import type { ConnectContext } from "./connect.ts";
import { findConnection, listConnections } from "./connection-store.ts";
import { connectorOf } from "./connectors/connectors.ts";

/** Every vendor's row on the admin's page: how to connect it, or how the connection stands. */
export async function listAdminConnections(
  { config, database, sealer }: ConnectContext,
  scope: AccountScope,
): Promise<AdminConnection[]> {
  const standing = new Map((await listConnections(database.read, scope)).map((row) => [row.vendor, row]));

  async function describe(vendor: Vendor): Promise<AdminConnection> {
    const connector = connectorOf(vendor);
    const ways: AdminConnection["ways"] = connector.oauth(config) ? ["oauth", "key"] : ["key"];
    const row = standing.get(vendor);
    const connection = row && (await findConnection(database.read, scope, sealer, vendor));
    if (!connection) return { ...NOT_CONNECTED, vendor, ways };
    return {
      vendor,
      state: row.problem === null ? "connected" : "needs_attention",
      ways,
      ...connector.describe(connection),
      lastEventAt: row.lastEventAt?.toISOString() ?? null,
      error: row.problem,
    };
  }

  return Promise.all(vendors.options.map(describe));
}

const NOT_CONNECTED = {
  state: "not_connected",
  label: null,
  by: null,
  scopes: [],
  lastEventAt: null,
  error: null,
  endsAt: null,
} satisfies Partial<AdminConnection>;
