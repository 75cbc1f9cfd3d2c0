import { gid } from "../shop/ids.ts";
import type { Customer } from "../shop/state.ts";
import { CURRENCY } from "../views/money.ts";
import { restAddress, time } from "./rest-parts.ts";

/** A customer inside an order. */
export function embeddedCustomer(customer: Customer) {
  const { id, firstName, lastName, email, phone, note, createdAt, updatedAt, address } = customer;
  return {
    id,
    admin_graphql_api_id: gid("Customer", id),
    created_at: time(createdAt),
    updated_at: time(updatedAt),
    first_name: firstName,
    last_name: lastName,
    email,
    phone,
    state: "disabled",
    note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    tax_exemptions: [],
    currency: CURRENCY,
    default_address: {
      ...withoutCoordinates(restAddress(address, customer)),
      id: id + 1,
      customer_id: id,
      country_name: address.country,
      default: true,
    },
  };
}

/** `customers/create`, `customers/update` */
export function customerPayload(customer: Customer) {
  const embedded = embeddedCustomer(customer);
  return { ...embedded, addresses: [embedded.default_address] };
}

function withoutCoordinates({ latitude, longitude, ...address }: ReturnType<typeof restAddress>) {
  return address;
}
