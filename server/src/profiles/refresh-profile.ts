import { z } from "zod";
import { getAccount } from "../accounts/account-store.ts";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { KlaviyoClient, KlaviyoProfile } from "../vendors/klaviyo/client.ts";
import { isPostponed, refusedIfFinal } from "../work/failure.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueueRefresh } from "../work/outbox.ts";
import { isAnswerable } from "./address.ts";
import { recordConsents } from "./consent-store.ts";
import { consentsFrom, detailsFrom, identitiesFrom, valueFrom } from "./from-klaviyo.ts";
import { identify } from "./identify.ts";
import { flatten, idsAtKlaviyo, type KnownIds } from "./identity.ts";
import { pinnedFrom } from "./pinned-properties.ts";
import { describeProfile, findProfile, listIdentities } from "./profile-store.ts";
import { byKlaviyo, noteSnapshotFailure, saveSnapshot } from "./snapshot-store.ts";

export const REFRESH_PROFILE = "profiles.refresh";

const payload = z.object({ profileId: z.string(), klaviyoAccountId: z.string() });

/** Asks for a person's profile to be read from a Klaviyo account again. */
export function requestProfileRefresh(
  tx: Transaction,
  scope: AccountScope,
  asked: z.infer<typeof payload>,
  traceId: string,
): Promise<void> {
  const of = `${asked.profileId}:${asked.klaviyoAccountId}`;
  return enqueueRefresh(tx, { scope, kind: REFRESH_PROFILE, of, payload: asked, traceId });
}

/** A Klaviyo account that can be asked. */
export interface AskedKlaviyo {
  client: KlaviyoClient;
  klaviyoAccountId: string;
}

/** The Klaviyo profile of a person: by Klaviyo's own id, else by phone, else by e-mail. */
export async function readKlaviyoProfile(
  { client, klaviyoAccountId }: AskedKlaviyo,
  known: KnownIds,
): Promise<KlaviyoProfile | null> {
  const ways = [
    ["id", idsAtKlaviyo(known, klaviyoAccountId)],
    ["phone_number", known.phone.filter(isAnswerable)],
    ["email", known.email],
  ] as const;
  for (const [field, values] of ways) {
    for (const value of values) {
      const found = await client.findProfile(field, value);
      if (found) return found;
    }
  }
  return null;
}

/** Takes over what a Klaviyo account says of a person; returns the profile it belongs to, which may be another than before. */
export async function recordKlaviyoProfile(
  tx: Transaction,
  scope: AccountScope,
  toldBy: { klaviyoAccountId: string },
  found: KlaviyoProfile,
  known: KnownIds,
): Promise<string> {
  const voice = toldBy.klaviyoAccountId;
  const profileId = await identify(tx, scope, [...flatten(known), ...identitiesFrom(found, voice)]);
  await describeProfile(tx, scope, profileId, detailsFrom(found), toldBy);
  const statements = consentsFrom(found, new Date()).map((statement) => ({ ...statement, voice }));
  await recordConsents(tx, scope, profileId, statements);
  return profileId;
}

/** Reads a person's profile, consent, segments and predictions from a Klaviyo account. */
export function refreshProfile(database: Database, clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { profileId, klaviyoAccountId } = payload.parse(effect.payload);
      const klaviyo = await clients.klaviyo(scope, klaviyoAccountId);
      if (!klaviyo || !(await findProfile(database.read, scope, profileId))) return undefined;
      const known = await listIdentities(database.read, scope, profileId);
      const toldBy = byKlaviyo(klaviyoAccountId);
      try {
        const found = await readKlaviyoProfile(klaviyo, known);
        const segments = found ? await klaviyo.client.listSegments(found.id) : [];
        const value = found ? valueFrom(found, klaviyo.currency) : null;
        const { settings } = await getAccount(database.read, scope);
        const pinned = pinnedFrom(found, settings.pinnedProperties);
        const details = found && detailsFrom(found);
        const data = { klaviyoId: found?.id ?? null, details, segments, value, pinned };
        return async (tx) => {
          const kept = found ? await recordKlaviyoProfile(tx, scope, klaviyo, found, known) : profileId;
          await saveSnapshot(tx, scope, kept, toldBy, data, new Date());
        };
      } catch (error) {
        if (!isPostponed(error)) {
          await database.write((tx) => noteSnapshotFailure(tx, scope, profileId, toldBy, new Date()));
        }
        throw refusedIfFinal(error);
      }
    },
  };
}
