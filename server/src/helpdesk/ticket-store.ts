import { and, count, eq, lte, notInArray, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { tickets } from "../database/schema/tickets.ts";
import type { Transaction } from "../database/transaction.ts";

export type Ticket = typeof tickets.$inferSelect;

export async function findTicket(
  db: Queryable,
  scope: AccountScope,
  ticketId: string,
): Promise<Ticket | null> {
  const [row] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.accountId, scope.accountId), eq(tickets.ticketId, ticketId)));
  return row ?? null;
}

/** Keeps what Zendesk says of a ticket, unless we know something newer. */
export async function saveTicket(
  tx: Transaction,
  scope: AccountScope,
  ticket: Omit<Ticket, "accountId" | "othersAsOf">,
): Promise<void> {
  await tx
    .insert(tickets)
    .values({ ...ticket, accountId: scope.accountId })
    .onConflictDoUpdate({
      target: [tickets.accountId, tickets.ticketId],
      set: ticket,
      setWhere: sql`${tickets.updatedAt} <= excluded.updated_at`,
    });
}

const { placeholder } = sql;

const upsertListed = prepared((db) =>
  db
    .insert(tickets)
    .values({
      accountId: placeholder("accountId"),
      ticketId: placeholder("ticketId"),
      profileId: placeholder("profileId"),
      status: placeholder("status"),
      channel: placeholder("channel"),
      brandId: placeholder("brandId"),
      assignee: null,
      tags: placeholder("tags"),
      createdAt: placeholder("createdAt"),
      updatedAt: placeholder("updatedAt"),
      asOf: placeholder("asOf"),
    })
    .onConflictDoUpdate({
      target: [tickets.accountId, tickets.ticketId],
      set: {
        profileId: sql`excluded.profile_id`,
        status: sql`excluded.status`,
        brandId: sql`excluded.brand_id`,
        tags: sql`excluded.tags`,
        updatedAt: sql`excluded.updated_at`,
      },
      setWhere: sql`${tickets.updatedAt} <= excluded.updated_at`,
    })
    .prepare(),
);

/** Keeps tickets as a list shows them: without their assignees. */
export async function saveListedTickets(
  tx: Transaction,
  { accountId }: AccountScope,
  listed: Omit<Ticket, "accountId" | "assignee" | "asOf" | "othersAsOf">[],
): Promise<void> {
  for (const ticket of listed) {
    await upsertListed(tx).run({ ...ticket, accountId, asOf: new Date() });
  }
}

/** Notes that the requester's other tickets are known as of now. */
export async function noteOthersListed(
  tx: Transaction,
  { accountId }: AccountScope,
  ticketId: string,
): Promise<void> {
  await tx
    .update(tickets)
    .set({ othersAsOf: new Date() })
    .where(and(eq(tickets.accountId, accountId), eq(tickets.ticketId, ticketId)));
}

const clearOthers = prepared((db) =>
  db
    .update(tickets)
    .set({ othersAsOf: null })
    .where(
      and(eq(tickets.accountId, placeholder("accountId")), eq(tickets.ticketId, placeholder("ticketId"))),
    )
    .prepare(),
);

/** Has a ticket read again as soon as somebody looks at it. */
export async function markTicketStale(
  tx: Transaction,
  { accountId }: AccountScope,
  ticketId: string,
): Promise<void> {
  await clearOthers(tx).run({ accountId, ticketId });
}

/** A ticket that is gone for good. */
export async function deleteTicket(tx: Transaction, scope: AccountScope, ticketId: string): Promise<void> {
  await tx.delete(tickets).where(and(eq(tickets.accountId, scope.accountId), eq(tickets.ticketId, ticketId)));
}

/** Takes over a new status that an event told of, where we know the ticket and nothing newer. */
export async function setTicketStatus(
  tx: Transaction,
  scope: AccountScope,
  ticketId: string,
  status: Ticket["status"],
  updatedAt: Date,
): Promise<void> {
  await tx
    .update(tickets)
    .set({ status, updatedAt })
    .where(
      and(
        eq(tickets.accountId, scope.accountId),
        eq(tickets.ticketId, ticketId),
        lte(tickets.updatedAt, updatedAt),
      ),
    );
}

/** How many tickets of a person we know, and how many of them are not solved, closed or deleted. */
export async function countTickets(db: Queryable, scope: AccountScope, profileId: string) {
  const ofPerson = and(eq(tickets.accountId, scope.accountId), eq(tickets.profileId, profileId));
  const [row] = await db
    .select({
      all: count(),
      open: sql<number>`count(*) FILTER (WHERE ${notInArray(tickets.status, ["solved", "closed", "deleted"])})`,
    })
    .from(tickets)
    .where(ofPerson);
  return { all: row?.all ?? 0, open: row?.open ?? 0 };
}
