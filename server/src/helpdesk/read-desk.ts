import { setTimeout as pause } from "node:timers/promises";
import type { AdminState } from "@sidethread/shared/admin";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { findMade } from "./rules.ts";
import { smsView, viewOf } from "./sms-view.ts";
import { automationOf, solvedAutomation } from "./solved-automation.ts";

type Desk = Pick<AdminState, "brands" | "groups" | "made">;

const NOTHING: Desk = { brands: [], groups: [], made: { view: null, automation: null } };
/** The page is not kept waiting longer for a Zendesk that does not answer. */
const PATIENCE_MS = 5_000;

/** What Zendesk has to choose from, and what we made there; nothing while Zendesk cannot be asked. */
export async function readDesk(
  database: Pick<Database, "read">,
  clients: VendorClients,
  scope: AccountScope,
): Promise<Desk> {
  const zendesk = await clients.zendesk(scope);
  if (!zendesk) return NOTHING;
  const { client, subdomain } = zendesk;
  const reading = Promise.all([
    client.listBrands(),
    client.listGroups(),
    findMade(database, scope, smsView(client)),
    findMade(database, scope, solvedAutomation(client)),
  ]).then(([brands, groups, view, automation]) => ({
    brands: brands.map(choice),
    groups: groups.map(choice),
    made: {
      view: view && viewOf(subdomain, view),
      automation: automation && automationOf(subdomain, automation),
    },
  }));
  const read = reading.catch((error) => {
    if (error instanceof VendorError) return NOTHING;
    throw error;
  });
  return Promise.race([read, pause(PATIENCE_MS, NOTHING, { ref: false })]);
}

const choice = ({ id, name }: { id: number; name: string }) => ({ id: String(id), name });
