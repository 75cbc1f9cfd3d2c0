import { parsePhoneNumberFromString } from "libphonenumber-js/max";

export type IdentityKind = "phone" | "email" | "zendesk" | "klaviyo" | "shopify";

/** One of the ids that a vendor, or a person, knows a person by. */
export interface Identity {
  kind: IdentityKind;
  value: string;
}

/** Klaviyo's ids are told apart by the Klaviyo account that they are of: two may have the same. */
export const idAtKlaviyo = (klaviyoAccountId: string, id: string): string => `${klaviyoAccountId}-${id}`;

/** A person's own ids at one Klaviyo account, as that has them. */
export const idsAtKlaviyo = (known: KnownIds, klaviyoAccountId: string): string[] => {
  const begin = idAtKlaviyo(klaviyoAccountId, "");
  return known.klaviyo.flatMap((id) => (id.startsWith(begin) ? [id.slice(begin.length)] : []));
};

/** All ids of one person, by kind. */
export type KnownIds = Record<IdentityKind, string[]>;

export const flatten = (known: KnownIds): Identity[] =>
  Object.entries(known).flatMap(([kind, values]) =>
    values.map((value) => ({ kind: kind as IdentityKind, value })),
  );

/**
 * A phone number as E.164; null for anything else: short codes, alphanumeric senders, vanity letters (which the
 * library would cut off, not refuse).
 */
export function toE164(phone: string | null | undefined): string | null {
  if (!phone || /[a-z]/i.test(phone)) return null;
  const parsed = parsePhoneNumberFromString(phone);
  return parsed?.isPossible() ? parsed.number : null;
}

/** Brings ids to the one spelling under which they are kept, and leaves out what is none. */
export function toIdentities(known: Partial<Record<IdentityKind, string | null | undefined>>): Identity[] {
  const normal = {
    ...known,
    phone: toE164(known.phone),
    email: known.email?.trim().toLowerCase(),
  };
  return Object.entries(normal).flatMap(([kind, value]) =>
    value ? [{ kind: kind as IdentityKind, value }] : [],
  );
}
