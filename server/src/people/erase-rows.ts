import { and, eq, inArray } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import { events } from "../database/schema/events.ts";
import { links } from "../database/schema/links.ts";
import { orders } from "../database/schema/orders.ts";
import { sharedPictures } from "../database/schema/pictures.ts";
import { consents, identities, profiles, snapshots } from "../database/schema/profiles.ts";
import { tickets } from "../database/schema/tickets.ts";
import type { Transaction } from "../database/transaction.ts";

const STEP = 500;

/** Erases the next of a person's texts and events, of which there may be many; false when none are left. */
export async function eraseSome(
  tx: Transaction,
  { accountId }: AccountScope,
  profileId: string,
): Promise<boolean> {
  const texts = await tx
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(and(eq(messages.accountId, accountId), eq(conversations.profileId, profileId)))
    .limit(STEP);
  const messageIds = texts.map(({ id }) => id);
  for (const table of [links, sharedPictures])
    await tx.delete(table).where(and(eq(table.accountId, accountId), inArray(table.messageId, messageIds)));
  await tx.delete(messages).where(and(eq(messages.accountId, accountId), inArray(messages.id, messageIds)));
  const told = tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.accountId, accountId), eq(events.profileId, profileId)))
    .limit(STEP);
  const { rowsAffected } = await tx.delete(events).where(inArray(events.id, told));
  return messageIds.length === STEP || rowsAffected === STEP;
}

/** Erases the rest of a person, the profile last. */
export async function eraseProfile(tx: Transaction, scope: AccountScope, profileId: string): Promise<void> {
  while (await eraseSome(tx, scope, profileId));
  const { accountId } = scope;
  for (const table of [conversations, orders, tickets, snapshots, consents, identities])
    await tx.delete(table).where(and(eq(table.accountId, accountId), eq(table.profileId, profileId)));
  await tx.delete(profiles).where(and(eq(profiles.accountId, accountId), eq(profiles.id, profileId)));
}
