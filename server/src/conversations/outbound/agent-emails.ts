import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import { VendorError } from "../../vendors/vendor-error.ts";

/** An agent's e-mail, by their id on Zendesk; null for one who has none, or is gone. */
export type FindAgentEmail = (scope: AccountScope, agentId: string) => Promise<string | null>;

/** Agents seldom change their e-mail. */
const KEPT_MS = 10 * 60_000;

/** Asks Zendesk once for each agent, and then again after a while. */
export function createFindAgentEmail(clients: VendorClients): FindAgentEmail {
  const known = new Map<string, { email: string | null; until: number }>();
  return async (scope, agentId) => {
    const key = `${scope.accountId}/${agentId}`;
    const kept = known.get(key);
    if (kept && kept.until > Date.now()) return kept.email;
    const zendesk = (await clients.zendesk(scope))?.client;
    const agent = await zendesk?.getUser(Number(agentId)).catch((error) => {
      if (error instanceof VendorError && error.status === 404) return null;
      throw error;
    });
    const email = agent?.email?.toLowerCase() ?? null;
    known.set(key, { email, until: Date.now() + KEPT_MS });
    return email;
  };
}
