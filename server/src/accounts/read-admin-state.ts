import type { AdminState } from "@sidethread/shared/admin";
import { listNumbers } from "../conversations/list-numbers.ts";
import { wasTextAnswered } from "../conversations/test-text/was-text-answered.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { readDesk } from "../helpdesk/read-desk.ts";
import type { Account } from "./account-store.ts";
import type { ConnectContext } from "./connect.ts";
import { listAdminConnections } from "./list-connections.ts";
import type { Admin } from "./session-store.ts";
import type { VendorClients } from "./vendor-clients.ts";

/** What the admin's page shows and changes. */
export async function readAdminState(
  context: ConnectContext & { clients: VendorClients },
  scope: AccountScope,
  { subdomain, name, settings }: Account,
  admin: Admin,
): Promise<AdminState> {
  const { database, clients } = context;
  const [connections, numbers, tested, desk] = await Promise.all([
    listAdminConnections(context, scope),
    listNumbers(database.read, scope),
    wasTextAnswered(database.read, scope),
    readDesk(database, clients, scope),
  ]);
  return {
    account: { subdomain, name },
    admin: { name: admin.name },
    connections,
    settings,
    numbers,
    tested,
    ...desk,
  };
}
