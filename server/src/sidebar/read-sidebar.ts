import type { Sidebar } from "@sidethread/shared/sidebar";
import { getAccount } from "../accounts/account-store.ts";
import { listConnections } from "../accounts/connection-store.ts";
import { hearsFor, klaviyoOfBrand, klaviyoOfTexts } from "../accounts/klaviyo-of-brand.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { countTickets, findTicket } from "../helpdesk/ticket-store.ts";
import { readPinned } from "../profiles/pinned-properties.ts";
import { BY_SHOP, byKlaviyo, findSnapshot, type Snapshot } from "../profiles/snapshot-store.ts";
import { readCustomer } from "./customer-card.ts";
import { ordersCard, valueCard } from "./shop-cards.ts";
import { isStale, mayAskAgain } from "./staleness.ts";
import { readThread } from "./thread.ts";

/** What a sidebar shows, and what of it has to be read again from its vendor. */
export interface SidebarRead {
  sidebar: Sidebar;
  refresh: {
    ticket: boolean;
    profile: { profileId: string; klaviyoAccountId: string } | null;
    orders: string | null;
  };
}

const nothing: SidebarRead = {
  sidebar: {
    customer: { status: "waiting" },
    value: { status: "waiting" },
    orders: { status: "waiting" },
    thread: { messages: [], reply: { possible: false, reason: "no_conversation", since: null } },
    ticket: { status: "waiting" },
  },
  refresh: { ticket: true, profile: null, orders: null },
};

/** Everything that the sidebar of a ticket shows, from our store alone. */
export async function readSidebar(
  db: Queryable,
  scope: AccountScope,
  ticketId: string,
): Promise<SidebarRead> {
  const ticket = await findTicket(db, scope, ticketId);
  if (!ticket) return nothing;
  const { profileId } = ticket;
  const now = Date.now();
  const connected = new Set((await listConnections(db, scope)).map(({ vendor }) => vendor));
  const account = await getAccount(db, scope);
  const { settings } = account;
  const klaviyoAccountId = klaviyoOfBrand(account, ticket.brandId);
  const klaviyo =
    klaviyoAccountId === null ? null : await findSnapshot(db, scope, profileId, byKlaviyo(klaviyoAccountId));
  const shopify = await findSnapshot(db, scope, profileId, BY_SHOP);
  // What was read before a property was pinned does not tell of it.
  const tellsOfPinned = readPinned(klaviyo?.data, settings.pinnedProperties) !== null;
  const profile = tellsOfPinned || !klaviyo ? klaviyo : { ...klaviyo, asOf: null };
  const counted = await countTickets(db, scope, profileId);

  return {
    sidebar: {
      customer: await readCustomer(
        db,
        scope,
        profileId,
        { klaviyo, shopify, hears: hearsFor(account, ticket.brandId) },
        settings.pinnedProperties,
        now,
      ),
      value: valueCard(klaviyo, klaviyoAccountId !== null, now),
      orders: await ordersCard(db, scope, profileId, shopify, connected.has("shopify"), now),
      thread: await readThread(db, scope, profileId, ticketId, {
        twilio: connected.has("twilio"),
        klaviyo: klaviyoOfTexts(account),
      }),
      ticket: {
        status: "ready",
        asOf: ticket.asOf.toISOString(),
        stale: isStale("ticket", ticket.asOf, now) || ticket.othersAsOf === null,
        data: {
          id: ticketId,
          status: ticket.status,
          channel: ticket.channel,
          assignee: ticket.assignee,
          createdAt: ticket.createdAt.toISOString(),
          tags: ticket.tags,
          ticketsOfCustomer: counted.all,
          openTicketsOfCustomer: counted.open,
        },
      },
    },
    refresh: {
      ticket: isStale("ticket", ticket.asOf, now) || ticket.othersAsOf === null,
      profile:
        klaviyoAccountId !== null && mustAsk("profile", profile, now)
          ? { profileId, klaviyoAccountId }
          : null,
      orders: connected.has("shopify") && mustAsk("orders", shopify, now) ? profileId : null,
    },
  };
}

const mustAsk = (what: "profile" | "orders", known: Snapshot | null, now: number) =>
  isStale(what, known?.asOf ?? null, now) && mayAskAgain(known?.failedAt ?? null, now);
