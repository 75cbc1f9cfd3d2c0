import type { AdminConnection } from "@sidethread/shared/admin";
import { type Vendor, vendor as vendors } from "@sidethread/shared/sidebar";
import { inEnglish } from "@sidethread/shared/told";
import type { AccountScope } from "../database/account-scope.ts";
import type { ConnectContext } from "./connect.ts";
import { readProblem } from "./connection-problem.ts";
import { findConnection, listConnections } from "./connection-store.ts";
import { connectorOf } from "./connectors/connectors.ts";

/** Every vendor's rows on the admin's page: how to connect it, or how its connections stand. */
export async function listAdminConnections(
  { config, database, sealer }: ConnectContext,
  scope: AccountScope,
): Promise<AdminConnection[]> {
  const standing = await listConnections(database.read, scope);

  async function describe(vendor: Vendor, row: Row): Promise<AdminConnection[]> {
    const connection = await findConnection(database.read, scope, sealer, vendor, row.key);
    if (!connection) return [];
    const connector = connectorOf(vendor);
    const problem = readProblem(row.problem);
    const described: AdminConnection = {
      vendor,
      key: row.key,
      isMain: row.isMain,
      state: problem === null ? "connected" : "needs_attention",
      ways: waysTo(vendor),
      ...connector.describe(connection),
      lastEventAt: row.lastEventAt?.toISOString() ?? null,
      error: problem && inEnglish(problem),
      saying: problem,
    };
    return [described];
  }

  function waysTo(vendor: Vendor): AdminConnection["ways"] {
    return connectorOf(vendor).oauth(config) ? ["oauth", "key"] : ["key"];
  }

  async function describeAll(vendor: Vendor): Promise<AdminConnection[]> {
    const rows = standing.filter((row) => row.vendor === vendor);
    const described = (await Promise.all(rows.map((row) => describe(vendor, row)))).flat();
    return described.length > 0 ? described : [{ ...NOT_CONNECTED, vendor, ways: waysTo(vendor) }];
  }

  return (await Promise.all(vendors.options.map(describeAll))).flat();
}

type Row = Awaited<ReturnType<typeof listConnections>>[number];

const NOT_CONNECTED = {
  key: "",
  isMain: false,
  state: "not_connected",
  label: null,
  by: null,
  scopes: [],
  lastEventAt: null,
  error: null,
  saying: null,
  endsAt: null,
} satisfies Partial<AdminConnection>;
