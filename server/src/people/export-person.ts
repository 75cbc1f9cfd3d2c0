import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import { events } from "../database/schema/events.ts";
import { links } from "../database/schema/links.ts";
import { orders } from "../database/schema/orders.ts";
import { sharedPictures } from "../database/schema/pictures.ts";
import { consents, snapshots } from "../database/schema/profiles.ts";
import { tickets } from "../database/schema/tickets.ts";
import { deliveries } from "../database/schema/work.ts";
import type { Identity } from "../profiles/identity.ts";
import { findProfiles, listIdentities } from "../profiles/profile-store.ts";
import { findTraces } from "./find-traces.ts";
import { mentions } from "./mentions.ts";

/** Everything that we have of a person, in words that they can read; null when we know nobody by this id. */
export async function exportPerson(db: Queryable, scope: AccountScope, identity: Identity) {
  const [profile] = await findProfiles(db, scope, [identity]);
  if (!profile) return null;
  const { accountId } = scope;
  const { name, city, country, locale, timeZone, createdAt } = profile;
  const of = <
    Table extends typeof consents | typeof orders | typeof tickets | typeof events | typeof snapshots,
  >(
    table: Table,
  ) => and(eq(table.accountId, accountId), eq(table.profileId, profile.id));

  return {
    exportedAt: new Date(),
    profile: { name, city, country, language: locale, timeZone, knownSince: createdAt },
    knownAs: await listIdentities(db, scope, profile.id),
    consent: await db
      .select({
        klaviyoAccountId: sql<string | null>`nullif(${consents.voice}, '')`,
        channel: consents.channel,
        kind: consents.kind,
        state: consents.state,
        source: consents.source,
        since: consents.since,
      })
      .from(consents)
      .where(of(consents)),
    conversations: await listTexts(db, scope, profile.id),
    tickets: await db
      .select({
        id: tickets.ticketId,
        status: tickets.status,
        channel: tickets.channel,
        assignee: tickets.assignee,
        tags: tickets.tags,
        createdAt: tickets.createdAt,
        updatedAt: tickets.updatedAt,
      })
      .from(tickets)
      .where(of(tickets))
      .orderBy(asc(tickets.createdAt)),
    orders: (
      await db.select({ data: orders.data }).from(orders).where(of(orders)).orderBy(asc(orders.placedAt))
    ).map(({ data }) => data),
    events: await db
      .select({ metric: events.metric, at: events.at, properties: events.properties })
      .from(events)
      .where(of(events))
      .orderBy(asc(events.at)),
    fromVendors: await db
      .select({
        vendor: snapshots.source,
        account: sql<string | null>`nullif(${snapshots.key}, '')`,
        data: snapshots.data,
        asOf: snapshots.asOf,
      })
      .from(snapshots)
      .where(of(snapshots)),
    received: await listReceived(db, scope, profile.id),
  };
}

/** Conversations with their texts, and with the links in them. */
async function listTexts(db: Queryable, { accountId }: AccountScope, profileId: string) {
  const talks = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.accountId, accountId), eq(conversations.profileId, profileId)));
  const ids = talks.map(({ id }) => id);
  const texts = await db
    .select()
    .from(messages)
    .where(and(eq(messages.accountId, accountId), inArray(messages.conversationId, ids)))
    .orderBy(asc(messages.sequence));
  const messageIds = texts.map(({ id }) => id);
  const inTexts = await db
    .select()
    .from(links)
    .where(and(eq(links.accountId, accountId), inArray(links.messageId, messageIds)));
  const shared = await db
    .select()
    .from(sharedPictures)
    .where(and(eq(sharedPictures.accountId, accountId), inArray(sharedPictures.messageId, messageIds)));
  return talks.map(({ id, channel, carrier, ours, theirs, createdAt }) => ({
    channel,
    carrier,
    ours,
    theirs,
    begunAt: createdAt,
    messages: texts
      .filter(({ conversationId }) => conversationId === id)
      .map(({ id: messageId, at, direction, origin, title, author, text, pictures, state, ticketId }) => ({
        at,
        direction,
        from: origin,
        title,
        author,
        text,
        pictures: [
          ...pictures.map(({ url }) => url),
          ...shared.filter((one) => one.messageId === messageId).map(({ url }) => url),
        ],
        state,
        ticketId,
        links: inTexts
          .filter((one) => one.messageId === messageId)
          .map(({ url, clicks, lastClickAt }) => ({ url, clicks, lastClickAt })),
      })),
  }));
}

/** What vendors told us of them, as they said it; kept for as long as the server keeps handled deliveries. */
async function listReceived(db: Queryable, scope: AccountScope, profileId: string) {
  const { marks, orderKeys } = await findTraces(db, scope, profileId);
  const rows = await db
    .select({
      source: deliveries.source,
      orderKey: deliveries.orderKey,
      at: deliveries.receivedAt,
      body: deliveries.body,
    })
    .from(deliveries)
    .where(eq(deliveries.accountId, scope.accountId))
    .orderBy(asc(deliveries.id));
  return rows
    .filter(({ orderKey, body }) => orderKeys.has(orderKey) || mentions(`${orderKey} ${body}`, marks))
    .map(({ source, at, body }) => ({ source, at: new Date(at), body }));
}
