import { readSettings } from "@sidethread/shared/settings";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { readKlaviyoAccounts, selectKlaviyoAccounts } from "../accounts/klaviyo-accounts.ts";
import { hearsFor } from "../accounts/klaviyo-of-brand.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { accounts } from "../database/schema/accounts.ts";
import { consents } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";
import { type ConsentStatement, findNews, hear, OWN_WORD, type Voiced } from "./consent.ts";

const { placeholder } = sql;

const selectConsents = prepared((db) =>
  db
    .select({
      voice: consents.voice,
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

/** Every statement that we have on a person's consent, whoever made it. */
export function listStatements(db: Queryable, scope: AccountScope, profileId: string): Promise<Voiced[]> {
  return selectConsents(db).all({ accountId: scope.accountId, profileId });
}

const selectForTexts = prepared((db) =>
  db
    .select({
      settings: accounts.settings,
      klaviyo: selectKlaviyoAccounts,
      said: sql<string>`(
        SELECT json_group_array(json_object(
          'voice', voice, 'channel', channel, 'kind', kind, 'state', state, 'source', source, 'since', since))
        FROM consents WHERE consents.account_id = accounts.id AND profile_id = ${placeholder("profileId")})`,
    })
    .from(accounts)
    .where(eq(accounts.id, placeholder("accountId")))
    .prepare(),
);

const said = z.array(z.custom<Omit<Voiced, "since"> & { since: number }>());

/** What counts of a person's consent where texts are concerned. One statement, since every text waits for it. */
export async function listConsents(
  db: Queryable,
  { accountId }: AccountScope,
  profileId: string,
): Promise<ConsentStatement[]> {
  const [row] = await selectForTexts(db).all({ accountId, profileId });
  if (!row) throw new Error(`There is no account ${accountId}.`);
  const settings = readSettings(row.settings);
  const hears = hearsFor({ settings, klaviyo: readKlaviyoAccounts(row.klaviyo) }, settings.textBrandId);
  const statements = said.parse(JSON.parse(row.said)).map((one) => ({ ...one, since: new Date(one.since) }));
  return hear(statements, hears);
}

/** Records statements; one that does not replace what we know from the same voice changes nothing. */
export async function recordConsents(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  statements: Voiced[],
): Promise<void> {
  const known = await listStatements(tx, scope, profileId);
  const news = findNews(known, statements);
  if (news.length === 0) return;
  await tx
    .insert(consents)
    .values(news.map((statement) => ({ ...statement, accountId: scope.accountId, profileId })))
    .onConflictDoUpdate({
      target: [consents.accountId, consents.profileId, consents.voice, consents.channel, consents.kind],
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
    { ...word, voice: OWN_WORD, kind: "marketing" },
    { ...word, voice: OWN_WORD, kind: "transactional" },
  ]);
}
