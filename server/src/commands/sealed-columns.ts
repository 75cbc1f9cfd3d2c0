import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { sidebarSecretPlace } from "../accounts/account-store.ts";
import { secretsPlace } from "../accounts/connection-store.ts";
import { verifierPlace } from "../accounts/flow-store.ts";
import { accounts, connections } from "../database/schema/accounts.ts";
import { oauthFlows } from "../database/schema/admin.ts";

export interface SealedColumn {
  table: SQLiteTable;
  column: SQLiteColumn;
  /** What a row's sealed text is bound to. */
  place(row: Record<string, unknown>): string;
}

function sealed<Table extends SQLiteTable>(
  table: Table,
  column: SQLiteColumn,
  place: (row: Table["$inferSelect"]) => string,
): SealedColumn {
  return { table, column, place: place as SealedColumn["place"] };
}

/** Every column that holds sealed text. One that is missing here is found by `findLeftBehind`. */
export const sealedColumns: readonly SealedColumn[] = [
  sealed(accounts, accounts.sidebarSecret, ({ id }) => sidebarSecretPlace(id)),
  sealed(connections, connections.secrets, ({ accountId, vendor, key }) =>
    secretsPlace(accountId, vendor, key),
  ),
  sealed(oauthFlows, oauthFlows.verifier, ({ stateHash }) => verifierPlace(stateHash)),
];
