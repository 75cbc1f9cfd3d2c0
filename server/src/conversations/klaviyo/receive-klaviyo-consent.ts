import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import { recordConsents } from "../../profiles/consent-store.ts";
import { toIdentities } from "../../profiles/identity.ts";
import { findProfiles } from "../../profiles/profile-store.ts";
import { customerOf } from "../../vendors/klaviyo/text-events.ts";
import type { ToldEvent } from "./told-event.ts";

/** What somebody whom we know told a Klaviyo account of their consent. Of anybody else it is read when they write. */
export async function receiveKlaviyoConsent(
  tx: Transaction,
  scope: AccountScope,
  event: ToldEvent,
  state: "subscribed" | "unsubscribed",
): Promise<void> {
  const { channel, at: since, profileId, klaviyoAccountId: voice } = event;
  const known = toIdentities({ klaviyo: profileId, phone: customerOf(event) });
  if (known.length === 0) return;
  for (const profile of await findProfiles(tx, scope, known)) {
    const statement = { voice, channel, kind: "marketing", state, source: "klaviyo", since } as const;
    await recordConsents(tx, scope, profile.id, [statement]);
  }
}
