import type { GraphQLResolveInfo } from "graphql";
import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { Reference } from "../graphql/reference.ts";
import { gid } from "../shop/ids.ts";
import { orderFigures } from "../shop/order-figures.ts";
import type { Shop } from "../shop/shop.ts";
import type { Customer } from "../shop/state.ts";
import { addressView, nameOf } from "./address.ts";
import { money } from "./money.ts";
import { listOrders, type OrderListArgs } from "./order-list.ts";

const marketing = (state: Customer["consent"]["email"]) =>
  state === "NEVER_SUBSCRIBED" ? "NOT_SUBSCRIBED" : state;

/** A `Customer`. */
export function customerView(shop: Shop, customer: Customer) {
  const { id, email, phone, consent, createdAt, updatedAt } = customer;
  const since = consent.since.toISOString();
  const emailState = marketing(consent.email);
  const smsState = marketing(consent.sms);
  const optedIn = { marketingOptInLevel: "SINGLE_OPT_IN", marketingUpdatedAt: since };
  const orders = Array.from(shop.state.orders.values()).filter(({ customerId }) => customerId === id);
  const spent = orders.reduce((total, order) => total + orderFigures(order).net, 0);
  const latest = orders.at(-1);
  return {
    __typename: "Customer",
    id: gid("Customer", id),
    legacyResourceId: String(id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: nameOf(customer) || email || phone,
    email,
    phone,
    defaultEmailAddress: email && {
      ...optedIn,
      emailAddress: email,
      marketingState: emailState,
      validFormat: true,
      openTrackingLevel: "UNKNOWN",
    },
    emailMarketingConsent: email && {
      marketingState: emailState,
      marketingOptInLevel: "SINGLE_OPT_IN",
      consentUpdatedAt: since,
    },
    defaultPhoneNumber: phone && {
      ...optedIn,
      phoneNumber: phone,
      marketingState: smsState,
      smsMarketingConsent: {
        marketingState: smsState,
        marketingOptInLevel: "SINGLE_OPT_IN",
        updatedAt: since,
      },
    },
    smsMarketingConsent: phone && {
      marketingState: smsState,
      marketingOptInLevel: "SINGLE_OPT_IN",
      consentUpdatedAt: since,
      consentCollectedFrom: "SHOPIFY",
    },
    defaultAddress: addressView(id, customer.address, customer),
    addressesV2: (args: ConnectionArgs, context: Context) =>
      connection([addressView(id, customer.address, customer)], args, context),
    numberOfOrders: String(orders.length),
    amountSpent: money(spent),
    lastOrder: latest ? new Reference("Order", latest.id) : null,
    locale: customer.locale,
    note: customer.note,
    tags: customer.tags,
    state: "DISABLED",
    verifiedEmail: true,
    validEmailAddress: true,
    taxExempt: false,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    orders: (args: OrderListArgs, context: Context, info: GraphQLResolveInfo) =>
      listOrders(orders, args, context, info),
  };
}
