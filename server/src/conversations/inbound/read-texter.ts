import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { type ChannelConsent, channelConsent, layOver } from "../../profiles/consent.ts";
import { listConsents } from "../../profiles/consent-store.ts";
import { consentsFrom, detailsFrom } from "../../profiles/from-klaviyo.ts";
import type { KnownIds } from "../../profiles/identity.ts";
import { getProfile, listIdentities } from "../../profiles/profile-store.ts";
import { readKlaviyoProfile } from "../../profiles/refresh-profile.ts";
import type { KlaviyoProfile } from "../../vendors/klaviyo/client.ts";
import type { Conversation } from "../conversation-store.ts";
import type { Texter } from "./find-requester.ts";

export interface ReadTexter extends Texter {
  consent: ChannelConsent["state"];
  known: KnownIds;
  /** What Klaviyo says of them now; null when it was not asked, knows nobody, or is out of reach. */
  klaviyo: { klaviyoAccountId: string; profile: KlaviyoProfile } | null;
}

/** How long consent counts as fresh. */
const FRESH_MS = 60_000;

/**
 * Who is texting, and whether they agreed to it: from the Klaviyo account of texts, as of a minute ago at the most, over
 * what we know. When Klaviyo is out of reach, what we know counts; when we know nothing either, the error is thrown, and
 * the text waits.
 */
export async function readTexter(
  db: Queryable,
  clients: VendorClients,
  scope: AccountScope,
  { profileId, theirs, channel }: Conversation,
  klaviyoAccountId: string | null,
): Promise<ReadTexter> {
  const profile = await getProfile(db, scope, profileId);
  const known = await listIdentities(db, scope, profileId);
  const statements = await listConsents(db, scope, profileId);
  const before = channelConsent(statements, channel).state;

  const isStale = (asOf = 0) => Date.now() - asOf > FRESH_MS;
  const klaviyo =
    klaviyoAccountId !== null && isStale(profile.klaviyoAsOf[klaviyoAccountId])
      ? await clients.klaviyo(scope, klaviyoAccountId)
      : null;
  const found = klaviyo
    ? await readKlaviyoProfile(klaviyo, known).catch((error) => {
        if (before === "unknown") throw error;
        return null;
      })
    : null;

  const fresh = found ? consentsFrom(found, new Date()) : [];
  const foundEmail = found?.attributes.email?.toLowerCase();
  return {
    phone: theirs,
    name: profile.name ?? (found ? detailsFrom(found).name : null),
    emails: [...new Set([...known.email, ...(foundEmail ? [foundEmail] : [])])],
    zendeskIds: known.zendesk,
    consent: channelConsent(layOver(statements, fresh), channel).state,
    known,
    klaviyo: klaviyo && found && { klaviyoAccountId: klaviyo.klaviyoAccountId, profile: found },
  };
}
