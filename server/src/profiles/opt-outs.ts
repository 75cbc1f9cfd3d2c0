import { scryptSync } from "node:crypto";
import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { identities } from "../database/schema/profiles.ts";
import type { Transaction } from "../database/transaction.ts";
import { isAnswerable } from "./address.ts";
import type { Voiced } from "./consent.ts";
import { recordConsents } from "./consent-store.ts";
import type { Identity } from "./identity.ts";
import { addIdentities, createProfile } from "./profile-store.ts";

/** No address begins so: that is how fingerprints are found among them. */
const MARK = "forgotten:";
const AFTER_MARK = "forgotten;";
/** About 10 ms a number: nothing to one person who writes, long to whoever tries all numbers there are. */
const COST = { N: 2 ** 12, r: 8, p: 1 };

/** What is kept of the number of somebody who was erased. */
const fingerprint = ({ accountId }: AccountScope, phone: string): Identity => ({
  kind: "phone",
  value: MARK + scryptSync(phone, accountId, 24, COST).toString("base64url"),
});

const isFingerprint = and(
  eq(identities.kind, "phone"),
  gte(identities.value, MARK),
  lt(identities.value, AFTER_MARK),
);

const selectAny = prepared((db) =>
  db
    .select({ profileId: identities.profileId })
    .from(identities)
    .where(and(eq(identities.accountId, sql.placeholder("accountId")), isFingerprint))
    .limit(1)
    .prepare(),
);

/**
 * Keeps that somebody who is being erased wants no texts: under their numbers' fingerprints, and nothing else of them.
 */
export async function keepOptOuts(
  tx: Transaction,
  scope: AccountScope,
  phones: string[],
  statements: Voiced[],
): Promise<void> {
  const kept = statements.filter(({ channel, state }) => channel !== "email" && state === "unsubscribed");
  const numbers = [...new Set(phones)].filter(isAnswerable);
  if (kept.length === 0 || numbers.length === 0) return;
  const nobody = await createProfile(tx, scope);
  await addIdentities(
    tx,
    scope,
    nobody,
    numbers.map((phone) => fingerprint(scope, phone)),
  );
  await recordConsents(tx, scope, nobody, kept);
}

/** The fingerprints under which these ids may have been forgotten; none where nobody was, which costs one look. */
export async function fingerprintsOf(
  db: Queryable,
  scope: AccountScope,
  known: Identity[],
): Promise<Identity[]> {
  const phones = known.filter(({ kind, value }) => kind === "phone" && isAnswerable(value));
  if (phones.length === 0) return [];
  const [any] = await selectAny(db).all({ accountId: scope.accountId });
  return any ? phones.map(({ value }) => fingerprint(scope, value)) : [];
}

/** Drops the fingerprints of somebody who is known again: their numbers and their consent are. */
export async function dropFingerprints(
  tx: Transaction,
  scope: AccountScope,
  profileId: string,
): Promise<void> {
  await tx
    .delete(identities)
    .where(
      and(eq(identities.accountId, scope.accountId), isFingerprint, eq(identities.profileId, profileId)),
    );
}
