import type { Consent, Sidebar } from "@sidethread/shared/sidebar";
import { z } from "zod";
import { findConnectionDetails } from "../accounts/connection-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { type Channel, channelConsent, type Hears, hear } from "../profiles/consent.ts";
import { listStatements } from "../profiles/consent-store.ts";
import { readPinned } from "../profiles/pinned-properties.ts";
import { getProfile, listIdentities, type ProfileDetails } from "../profiles/profile-store.ts";
import type { Snapshot } from "../profiles/snapshot-store.ts";
import { isStale } from "./staleness.ts";

const details = z.custom<ProfileDetails>();
const klaviyoData = z.object({
  klaviyoId: z.string().nullable(),
  details: details.nullable(),
  segments: z.array(z.string()),
});
const shopifyData = z.object({ customerId: z.string().nullable() });

/** What vendors last said of the customer, and whose word on consent counts. */
interface Told {
  klaviyo: Snapshot | null;
  shopify: Snapshot | null;
  hears: Hears;
}

/** Who the customer is, over all their ids. Known as soon as the ticket is. */
export async function readCustomer(
  db: Queryable,
  scope: AccountScope,
  profileId: string,
  { klaviyo, shopify, hears }: Told,
  pinnedProperties: string[],
  now: number,
): Promise<Sidebar["customer"]> {
  const profile = await getProfile(db, scope, profileId);
  const known = await listIdentities(db, scope, profileId);
  const statements = hear(await listStatements(db, scope, profileId), hears);
  const fromKlaviyo = klaviyoData.safeParse(klaviyo?.data).data;
  const customerId = shopifyData.safeParse(shopify?.data).data?.customerId;
  const shop = customerId ? (await findConnectionDetails(db, scope, "shopify"))?.shop : null;

  const consent = (channel: Channel): Consent => {
    const { state, since, source } = channelConsent(statements, channel);
    return { state, since: since?.toISOString() ?? null, source };
  };
  const asOf = klaviyo?.asOf ?? profile.createdAt;
  // Another brand's Klaviyo account may describe them otherwise.
  const described = (of: keyof ProfileDetails) => fromKlaviyo?.details?.[of] ?? profile[of];
  return {
    status: "ready",
    asOf: asOf.toISOString(),
    stale: klaviyo !== null && isStale("profile", klaviyo.asOf, now),
    data: {
      id: profileId,
      name: described("name"),
      email: known.email[0] ?? null,
      phone: known.phone[0] ?? null,
      city: described("city"),
      country: described("country"),
      locale: described("locale"),
      timeZone: described("timeZone"),
      consent: { sms: consent("sms"), email: consent("email"), whatsapp: consent("whatsapp") },
      segments: fromKlaviyo?.segments ?? [],
      pinned: readPinned(klaviyo?.data, pinnedProperties) ?? [],
      links: {
        klaviyo: fromKlaviyo?.klaviyoId ? `https://www.klaviyo.com/profile/${fromKlaviyo.klaviyoId}` : null,
        shopify: shop ? `https://${shop}/admin/customers/${customerId}` : null,
      },
    },
  };
}
