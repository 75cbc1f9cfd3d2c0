import type { Vendor } from "@sidethread/shared/sidebar";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Logger } from "pino";
import type { AccountScope } from "../database/account-scope.ts";
import { accounts } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";
import { removeMade } from "../helpdesk/rules.ts";
import { smsView } from "../helpdesk/sms-view.ts";
import { solvedAutomation } from "../helpdesk/solved-automation.ts";
import { type Actor, recordChange } from "./audit-store.ts";
import { listConnections } from "./connection-store.ts";
import type { Tending } from "./connectors/connector.ts";
import { disconnect } from "./disconnect.ts";
import { endAllSessions } from "./session-store.ts";

/** How long an account's data wait for it to come back. */
export const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

export type Uninstalling = Tending & { log: Logger; by: Actor };

/** When what an uninstalled account has left is erased. */
const erasedFrom = (uninstalledAt: Date) => new Date(uninstalledAt.getTime() + KEPT_DAYS * DAY_MS);

/**
 * Takes an account out of use: what we made at its vendors is removed, its tokens are revoked, its admins signed out.
 * Its data are kept for 30 days; made again within them, it has them all. Returns until when. What a vendor
 * does not let us remove is left there.
 */
export async function uninstall(context: Uninstalling, scope: AccountScope): Promise<Date> {
  const { database, clients, log, by } = context;
  const zendesk = await clients.zendesk(scope);
  for (const rule of zendesk ? [smsView(zendesk.client), solvedAutomation(zendesk.client)] : []) {
    await removeMade({ database, scope, actor: by }, rule).catch((err) =>
      log.warn({ err, account: scope.accountId, rule: rule.name }, "not removed from Zendesk"),
    );
  }
  // Zendesk last: it is what tells whose account this is.
  const connected = await listConnections(database.read, scope);
  const isZendesk = ({ vendor }: { vendor: Vendor }) => Number(vendor === "zendesk");
  for (const which of connected.toSorted((a, b) => isZendesk(a) - isZendesk(b)))
    await disconnect(context, scope, which);
  return database.write(async (tx) => {
    const uninstalledAt = new Date();
    const { rowsAffected } = await tx
      .update(accounts)
      .set({ uninstalledAt })
      .where(and(eq(accounts.id, scope.accountId), isNull(accounts.uninstalledAt)));
    await endAllSessions(tx, scope);
    if (rowsAffected === 1) {
      await recordChange(tx, scope, { ...by, action: "account.uninstalled", before: null, after: null });
      return erasedFrom(uninstalledAt);
    }
    const [row] = await tx
      .select({ since: accounts.uninstalledAt })
      .from(accounts)
      .where(eq(accounts.id, scope.accountId));
    return erasedFrom(row?.since ?? uninstalledAt);
  });
}

/** Takes an account into use again that was uninstalled, with all that it had; nothing changes for any other. */
export async function bringBack(tx: Transaction, scope: AccountScope, by: Actor): Promise<void> {
  const { rowsAffected } = await tx
    .update(accounts)
    .set({ uninstalledAt: null })
    .where(and(eq(accounts.id, scope.accountId), isNotNull(accounts.uninstalledAt)));
  if (rowsAffected === 1)
    await recordChange(tx, scope, { ...by, action: "account.reinstalled", before: null, after: null });
}
