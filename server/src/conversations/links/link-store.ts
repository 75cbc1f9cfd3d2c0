import { and, eq, inArray, sql, sum } from "drizzle-orm";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { links } from "../../database/schema/links.ts";
import type { Transaction } from "../../database/transaction.ts";

export type Link = typeof links.$inferSelect;
export type NewLink = Pick<Link, "code" | "url">;

/** How long a link leads on. */
const LINK_DAYS = 180;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Keeps the links of a message. */
export async function saveLinks(
  tx: Transaction,
  { accountId }: AccountScope,
  messageId: string,
  fresh: NewLink[],
): Promise<void> {
  if (fresh.length === 0) return;
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + LINK_DAYS * DAY_MS);
  await tx
    .insert(links)
    .values(fresh.map((link) => ({ ...link, accountId, messageId, createdAt, expiresAt })));
}

export function listLinks(db: Queryable, { accountId }: AccountScope, messageId: string): Promise<NewLink[]> {
  return db
    .select({ code: links.code, url: links.url })
    .from(links)
    .where(and(eq(links.accountId, accountId), eq(links.messageId, messageId)));
}

/** For the edge, which has only a code and no scope yet. */
export async function findLink(db: Queryable, code: string): Promise<Link | null> {
  const [row] = await db.select().from(links).where(eq(links.code, code));
  return row ?? null;
}

/** How often the links of messages were followed; a message without any is not among them. */
export async function countClicks(
  db: Queryable,
  { accountId }: AccountScope,
  messageIds: string[],
): Promise<Map<string, number>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .select({ messageId: links.messageId, clicks: sum(links.clicks).mapWith(Number) })
    .from(links)
    .where(and(eq(links.accountId, accountId), inArray(links.messageId, messageIds)))
    .groupBy(links.messageId);
  return new Map(rows.map(({ messageId, clicks }) => [messageId, clicks]));
}

/** Adds clicks to a link; tells whether they are its first. */
export async function addClicks(
  tx: Transaction,
  { accountId }: AccountScope,
  code: string,
  { clicks, lastAt }: { clicks: number; lastAt: Date },
): Promise<boolean> {
  const [row] = await tx
    .update(links)
    .set({ clicks: sql`${links.clicks} + ${clicks}`, lastClickAt: lastAt })
    .where(and(eq(links.accountId, accountId), eq(links.code, code)))
    .returning({ clicks: links.clicks });
  return row?.clicks === clicks;
}
