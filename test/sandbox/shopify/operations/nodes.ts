import type { Context } from "../graphql/context.ts";
import { idIn } from "../shop/ids.ts";
import { bulkOperationView } from "../views/bulk-operation.ts";
import { customerView } from "../views/customer.ts";
import { orderView } from "../views/order.ts";
import { isVisible } from "../views/order-list.ts";
import { subscriptionView } from "../views/subscription.ts";
import { variantView } from "../views/variant.ts";

type Found = object | null;

const finders = {
  Customer: (id: number, { shop }: Context): Found => {
    const customer = shop.state.customers.get(id);
    return customer ? customerView(shop, customer) : null;
  },
  Order: (id: number, context: Context): Found => {
    const order = context.shop.state.orders.get(id);
    return order && isVisible(order, context) ? orderView(context.shop, order) : null;
  },
  ProductVariant: (id: number, { shop }: Context): Found => {
    const variant = shop.state.variants.get(id);
    return variant ? variantView(shop, variant) : null;
  },
  BulkOperation: (id: number, { shop }: Context): Found => {
    const operation = shop.state.bulkOperations.get(id);
    return operation ? bulkOperationView(shop, operation) : null;
  },
  WebhookSubscription: (id: number, { shop }: Context): Found => {
    const subscription = shop.state.subscriptions.get(id);
    return subscription ? subscriptionView(subscription) : null;
  },
};

/** One record by its type and number. */
export const findNode = (type: keyof typeof finders, id: number, context: Context) =>
  finders[type](id, context);

/** A field that takes an `id` of this type. */
export function byId(type: keyof typeof finders) {
  return ({ id }: { id: string }, context: Context): Found => {
    const number = idIn(type, id);
    return number === null ? null : findNode(type, number, context);
  };
}

/** `node(id)` */
export function node({ id }: { id: string }, context: Context): Found {
  for (const type of Object.keys(finders) as (keyof typeof finders)[]) {
    const found = byId(type)({ id }, context);
    if (found) return found;
  }
  return null;
}
