import { gid } from "../shop/ids.ts";
import type { Address, Customer } from "../shop/state.ts";

/** A `MailingAddress`. */
export function addressView(
  id: number,
  address: Address,
  person: Pick<Customer, "firstName" | "lastName" | "phone">,
) {
  const { street, zip, city, region, country, countryCode } = address;
  const name = nameOf(person);
  return {
    __typename: "MailingAddress",
    id: gid("MailingAddress", id),
    firstName: person.firstName,
    lastName: person.lastName,
    name,
    phone: person.phone,
    address1: street,
    city,
    zip,
    province: region,
    country,
    countryCode,
    countryCodeV2: countryCode,
    formattedArea: `${city}, ${country}`,
    formatted: ({ withName }: { withName?: boolean }) => [
      ...(withName ? [name] : []),
      street,
      `${zip} ${city}`,
      ...(region ? [region] : []),
      country,
    ],
  };
}

/** As the shop shows it; Korean names put the family first. */
export function nameOf({ firstName, lastName }: Pick<Customer, "firstName" | "lastName">): string {
  const parts = /\p{Script=Hangul}/u.test(lastName ?? "") ? [lastName, firstName] : [firstName, lastName];
  return parts.filter(Boolean).join(" ");
}
