import type { GraphQLResolveInfo } from "graphql";
import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { API_VERSION } from "../graphql/schema.ts";
import { gid, idIn } from "../shop/ids.ts";
import type { Customer } from "../shop/state.ts";
import { CURRENCY } from "../views/money.ts";
import { listOrders, type OrderListArgs } from "../views/order-list.ts";
import { subscriptionView } from "../views/subscription.ts";
import { customers } from "./customers.ts";
import { byId, findNode, node } from "./nodes.ts";
import { job } from "./order-cancel.ts";

const SUPPORTED = ["2026-01", "2026-04", "2026-07", API_VERSION];

interface CustomerIdentifier {
  id?: string;
  emailAddress?: string;
  phoneNumber?: string;
}

function customerByIdentifier({ identifier }: { identifier: CustomerIdentifier }, context: Context) {
  const { id, emailAddress, phoneNumber } = identifier;
  const isMeant = (customer: Customer) => {
    if (id) return customer.id === idIn("Customer", id);
    if (emailAddress) return customer.email?.toLowerCase() === emailAddress.toLowerCase();
    return phoneNumber !== undefined && customer.phone === phoneNumber;
  };
  const found = Array.from(context.shop.state.customers.values()).find(isMeant);
  return found ? findNode("Customer", found.id, context) : null;
}

interface SubscriptionListArgs extends ConnectionArgs {
  topics?: string[] | null;
  uri?: string | null;
}

function webhookSubscriptions(args: SubscriptionListArgs, context: Context) {
  const subscriptions = Array.from(context.shop.state.subscriptions.values());
  const wanted = subscriptions.filter(
    ({ topic, uri }) => (!args.topics || args.topics.includes(topic)) && (!args.uri || args.uri === uri),
  );
  return connection(wanted.map(subscriptionView), args, context);
}

function shop(_args: unknown, context: Context) {
  const { id, name, domain, timeZone } = context.shop.state.shop;
  return {
    __typename: "Shop",
    id: gid("Shop", id),
    name,
    myshopifyDomain: domain,
    email: `hello@${domain.split(".")[0]}.example`,
    url: `https://${domain}`,
    currencyCode: CURRENCY,
    ianaTimezone: timeZone,
    plan: { publicDisplayName: "Basic", displayName: "Basic", partnerDevelopment: true, shopifyPlus: false },
  };
}

/** What can be asked, by field of `QueryRoot`. */
export const queries = {
  shop,
  customers,
  customerByIdentifier,
  customer: byId("Customer"),
  customersCount: (_args: unknown, { shop: { state } }: Context) => ({
    count: state.customers.size,
    precision: "EXACT",
  }),
  orders: (args: OrderListArgs, context: Context, info: GraphQLResolveInfo) =>
    listOrders(Array.from(context.shop.state.orders.values()), args, context, info),
  order: byId("Order"),
  ordersCount: (_args: unknown, { shop: { state } }: Context) => ({
    count: state.orders.size,
    precision: "EXACT",
  }),
  productVariant: byId("ProductVariant"),
  node,
  nodes: ({ ids }: { ids: string[] }, context: Context) => ids.map((id) => node({ id }, context)),
  job,
  bulkOperation: byId("BulkOperation"),
  webhookSubscription: byId("WebhookSubscription"),
  webhookSubscriptions,
  publicApiVersions: () =>
    [...SUPPORTED, "unstable"].map((handle) => ({
      handle,
      displayName: handle,
      supported: handle !== "unstable",
    })),
  currentAppInstallation: (_args: unknown, { scopes }: Context) => ({
    __typename: "AppInstallation",
    id: gid("AppInstallation", 512_660_832_513),
    accessScopes: Array.from(scopes, (handle) => ({ handle, description: handle })),
  }),
};
