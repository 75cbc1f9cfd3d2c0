import { randomUUID } from "node:crypto";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { identities, profiles } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Identity, KnownIds } from "./identity.ts";

export type Profile = typeof profiles.$inferSelect;
export type ProfileDetails = Pick<Profile, "name" | "city" | "country" | "locale" | "timeZone">;

const { placeholder } = sql;

const selectProfile = prepared((db) =>
  db
    .select()
    .from(profiles)
    .where(and(eq(profiles.accountId, placeholder("accountId")), eq(profiles.id, placeholder("id"))))
    .prepare(),
);

/** Null when the profile was joined into another one meanwhile. */
export async function findProfile(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
): Promise<Profile | null> {
  const [row] = await selectProfile(db).all({ accountId: scope.accountId, id: profileId });
  return row ?? null;
}

export async function getProfile(db: Queryable, scope: AccountScope, profileId: string): Promise<Profile> {
  const found = await findProfile(db, scope, profileId);
  if (!found) throw new Error(`There is no profile ${profileId}.`);
  return found;
}

/** As JSON, an array of kind and value. */
const isOneOf = sql`(${identities.kind}, ${identities.value}) IN (
  SELECT value ->> 'kind', value ->> 'value' FROM json_each(${placeholder("known")}))`;

/** Which profile each of these ids belongs to. */
const selectOwners = prepared((db) =>
  db
    .select({ profileId: identities.profileId })
    .from(identities)
    .where(and(eq(identities.accountId, placeholder("accountId")), isOneOf))
    .prepare(),
);

/** The one profile that all of these ids are known to belong to; null when there is none, or more. */
export async function findKnownProfile(
  db: Queryable,
  scope: AccountScope,
  known: Identity[],
): Promise<string | null> {
  const rows = await selectOwners(db).all({ accountId: scope.accountId, known: JSON.stringify(known) });
  const [first] = rows;
  const one = rows.length === known.length && rows.every(({ profileId }) => profileId === first?.profileId);
  return one && first ? first.profileId : null;
}

const selectByIds = prepared((db) =>
  db
    .select()
    .from(profiles)
    .where(
      and(
        eq(profiles.accountId, placeholder("accountId")),
        inArray(
          profiles.id,
          db
            .select({ id: identities.profileId })
            .from(identities)
            .where(and(eq(identities.accountId, placeholder("accountId")), isOneOf)),
        ),
      ),
    )
    .orderBy(profiles.createdAt, profiles.id)
    .prepare(),
);

/** The profiles that any of these ids belongs to, oldest first. */
export const findProfiles = (db: Queryable, scope: AccountScope, known: Identity[]): Promise<Profile[]> =>
  selectByIds(db).all({ accountId: scope.accountId, known: JSON.stringify(known) });

export async function createProfile(tx: Transaction, scope: AccountScope): Promise<string> {
  const id = randomUUID();
  await tx.insert(profiles).values({ id, accountId: scope.accountId, createdAt: new Date() });
  return id;
}

/** Gives ids to a profile; ids that it has already stay. */
export async function addIdentities(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  known: Identity[],
): Promise<void> {
  if (known.length === 0) return;
  await tx
    .insert(identities)
    .values(known.map((identity) => ({ ...identity, accountId: scope.accountId, profileId })))
    .onConflictDoNothing();
}

/** Takes an id from its profile. The last id stays: nobody could export or erase a person without one. */
export async function forgetIdentity(
  tx: Transaction,
  { accountId }: AccountScope,
  { kind, value }: Identity,
): Promise<void> {
  await tx.run(sql`
    DELETE FROM ${identities} WHERE account_id = ${accountId} AND kind = ${kind} AND value = ${value}
      AND EXISTS (SELECT 1 FROM ${identities} AS other
                  WHERE other.account_id = ${accountId} AND other.profile_id = ${identities.profileId}
                    AND (other.kind <> ${kind} OR other.value <> ${value}))`);
}

const selectIdentities = prepared((db) =>
  db
    .select({ kind: identities.kind, value: identities.value })
    .from(identities)
    .where(
      and(
        eq(identities.accountId, placeholder("accountId")),
        eq(identities.profileId, placeholder("profileId")),
      ),
    )
    .prepare(),
);

/** Every id that a profile has, by kind, oldest first. */
export async function listIdentities(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
): Promise<KnownIds> {
  const rows = await selectIdentities(db).all({ accountId: scope.accountId, profileId });
  const byKind: KnownIds = {
    phone: [],
    email: [],
    zendesk: [],
    klaviyo: [],
    shopify: [],
  };
  for (const { kind, value } of rows) byKind[kind].push(value);
  return byKind;
}

/** Writes what is known of a person; what is null leaves what we had. */
export async function describeProfile(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
  details: Partial<ProfileDetails>,
  toldBy: { klaviyoAccountId: string } | null = null,
): Promise<void> {
  const known: Record<string, string | SQL | null> = Object.fromEntries(
    Object.entries(details).filter(([, value]) => value),
  );
  if (toldBy) {
    known.klaviyoAsOf = sql`json_patch(
      ${profiles.klaviyoAsOf}, json_object(${toldBy.klaviyoAccountId}, ${Date.now()}))`;
  }
  if (Object.keys(known).length === 0) return;
  await tx
    .update(profiles)
    .set(known)
    .where(and(eq(profiles.accountId, scope.accountId), eq(profiles.id, profileId)));
}
