import { and, eq, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import { conversations } from "../database/schema/conversations.ts";
import { events } from "../database/schema/events.ts";
import { orders } from "../database/schema/orders.ts";
import { consents, identities, profiles, snapshots } from "../database/schema/profiles.ts";
import { tickets } from "../database/schema/tickets.ts";
import type { Transaction } from "../database/transaction.ts";
import { listStatements, recordConsents } from "./consent-store.ts";
import type { Identity } from "./identity.ts";
import { dropFingerprints, fingerprintsOf } from "./opt-outs.ts";
import {
  addIdentities,
  createProfile,
  describeProfile,
  findKnownProfile,
  findProfiles,
  getProfile,
  type Profile,
} from "./profile-store.ts";

/**
 * The profile that these ids belong to. A new one is made where there is none; where they belong to several, those
 * become one, the oldest.
 */
export async function identify(tx: Transaction, scope: AccountScope, told: Identity[]): Promise<string> {
  const known = [...new Map(told.map((one) => [`${one.kind}:${one.value}`, one])).values()];
  if (known.length === 0) throw new Error("A person without a single id cannot be identified.");
  const settled = await findKnownProfile(tx, scope, known);
  if (settled !== null) return settled;
  const forgotten = await fingerprintsOf(tx, scope, known);
  const [oldest, ...others] = await findProfiles(tx, scope, [...known, ...forgotten]);
  const profileId = oldest?.id ?? (await createProfile(tx, scope));
  for (const other of others) {
    await join(tx, scope, other, profileId);
  }
  await addIdentities(tx, scope, profileId, known);
  if (forgotten.length > 0) await dropFingerprints(tx, scope, profileId);
  return profileId;
}

/** Moves all that one profile has to another, and removes it. Of two statements on consent the one that replaces the other stays. */
async function join(tx: Transaction, scope: AccountScope, other: Profile, to: string): Promise<void> {
  const { accountId } = scope;
  const { id: from, name, city, country, locale, timeZone } = other;
  const kept = await getProfile(tx, scope, to);
  await describeProfile(tx, scope, to, {
    name: kept.name ?? name,
    city: kept.city ?? city,
    country: kept.country ?? country,
    locale: kept.locale ?? locale,
    timeZone: kept.timeZone ?? timeZone,
  });
  for (const table of [identities, conversations, events, orders, tickets]) {
    await tx
      .update(table)
      .set({ profileId: to })
      .where(and(eq(table.accountId, accountId), eq(table.profileId, from)));
  }
  await recordConsents(tx, scope, to, await listStatements(tx, scope, from));
  await tx.run(sql`
    INSERT INTO ${snapshots} (account_id, profile_id, source, key, data, as_of, failed_since)
    SELECT account_id, ${to}, source, key, data, as_of, failed_since FROM ${snapshots}
    WHERE account_id = ${accountId} AND profile_id = ${from}
    ON CONFLICT (account_id, profile_id, source, key) DO NOTHING`);
  for (const table of [consents, snapshots]) {
    await tx.delete(table).where(and(eq(table.accountId, accountId), eq(table.profileId, from)));
  }
  await tx.delete(profiles).where(and(eq(profiles.accountId, accountId), eq(profiles.id, from)));
}
