import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { consents } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";
import { type ConsentStatement, findNews } from "./consent.ts";

const { placeholder } = sql;

const selectConsents = prepared((db) =>
  db
    .select({
      channel: consents.channel,
      kind: consents.kind,
      state: consents.state,
      source: consents.source,
      since: consents.since,
    })
    .from(consents)
    .where(
      and(eq(consents.accountId, placeholder("accountId")), eq(consents.profileId, placeholder("profileId"))),
    )
    .prepare(),
);

/** Every statement that we have on a person's consent. */
export function listConsents(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
): Promise<ConsentStatement[]> {
  return selectConsents(db).all({ accountId: scope.accountId, profileId });
}

/** Records statements; one that does not replace what we know changes nothing. */
export async function recordConsents(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  statements: ConsentStatement[],
): Promise<void> {
  const known = await listConsents(tx, scope, profileId);
  const news = findNews(known, statements);
  if (news.length === 0) return;
  await tx
    .insert(consents)
    .values(news.map((statement) => ({ ...statement, accountId: scope.accountId, profileId })))
    .onConflictDoUpdate({
      target: [consents.accountId, consents.profileId, consents.channel, consents.kind],
      set: { state: sql`excluded.state`, source: sql`excluded.source`, since: sql`excluded.since` },
    });
}

/** A person's own word on texts, by keyword or through the carrier: it covers marketing and transactional alike. */
export async function recordOwnWord(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  word: Pick<ConsentStatement, "channel" | "source" | "since"> & { state: "subscribed" | "unsubscribed" },
): Promise<void> {
  await recordConsents(tx, scope, profileId, [
    { ...word, kind: "marketing" },
    { ...word, kind: "transactional" },
  ]);
}
