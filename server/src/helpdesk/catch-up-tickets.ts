import type { Logger } from "pino";
import { listConnectedAccounts } from "../accounts/connection-store.ts";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import type { ChangedTicket } from "../vendors/zendesk/changes.ts";
import type { Receive } from "../work/inbox.ts";
import { findWatermark, moveWatermark } from "../work/watermark-store.ts";
import { findMissedEvents, type Zendesk } from "./missed-events.ts";

const SOURCE = "zendesk:tickets";
/** Zendesk's export leaves the last minute out. */
const LAG_MS = 61_000;
const OVERLAP_MS = 60_000;
const LONGEST_GAP_MS = 7 * 24 * 60 * 60_000;
/** Pages of 1,000 tickets a turn; Zendesk allows ten a minute. */
const PAGES = 5;

interface CatchUp {
  database: Database;
  clients: VendorClients;
  receive: Receive;
  log: Logger;
}

/**
 * Fills the gap of an outage: what changed in tickets and never reached us is received as if Zendesk told us now.
 * Zendesk gives most failed webhooks up at once.
 */
export async function catchUpTickets(catchUp: CatchUp): Promise<void> {
  const { database, clients, log } = catchUp;
  for (const { scope, connectedAt } of await listConnectedAccounts(database.read, "zendesk")) {
    try {
      const zendesk = await clients.zendesk(scope);
      if (zendesk) await readChanged(catchUp, scope, zendesk, connectedAt);
    } catch (err) {
      log.warn({ err, account: scope.accountId }, "tickets of a gap could not be read");
    }
  }
}

async function readChanged(
  catchUp: CatchUp,
  scope: AccountScope,
  zendesk: Zendesk,
  connectedAt: Date,
): Promise<void> {
  const { read, write } = catchUp.database;
  const mark = (await findWatermark(read, scope, SOURCE)) ?? connectedAt;
  const latest = Date.now() - LAG_MS;
  // Zendesk's times are whole seconds. Nothing from before the connection is told.
  const connected = Math.floor(connectedAt.getTime() / 1000) * 1000;
  const since = new Date(Math.max(mark.getTime() - OVERLAP_MS, connected, latest - LONGEST_GAP_MS));
  let from: Date | string = new Date(Math.min(since.getTime(), latest));
  let isWhole = true;
  for (let page = 0; page < PAGES; page += 1) {
    const { tickets, next } = await zendesk.client.listChangedTickets(from);
    for (const ticket of tickets) {
      isWhole = (await receiveMissed(catchUp, scope, zendesk, ticket, since)) && isWhole;
    }
    const last = tickets.at(-1);
    // What could not be read is read again in the next turn, and what came after it.
    if (last && isWhole) await write((tx) => moveWatermark(tx, scope, SOURCE, last.changedAt));
    if (next === null) return;
    from = next;
  }
}

/** Returns whether a ticket could be read; one that is gone by now is. */
async function receiveMissed(
  { database, receive, log }: CatchUp,
  scope: AccountScope,
  zendesk: Zendesk,
  ticket: ChangedTicket,
  since: Date,
): Promise<boolean> {
  try {
    for (const event of await findMissedEvents(database.read, scope, zendesk, ticket, since)) {
      const told = { deliveryId: event.id, traceId: event.id, body: JSON.stringify(event) };
      await receive({ ...told, scope, source: "zendesk.ticket", orderKey: `ticket:${ticket.id}` });
    }
    return true;
  } catch (err) {
    log.warn({ err, account: scope.accountId, ticket: ticket.id }, "a changed ticket could not be read");
    return err instanceof VendorError && err.final;
  }
}
