import type { GraphQLResolveInfo } from "graphql";
import { type ConnectionArgs, connection } from "../graphql/connection.ts";
import type { Context } from "../graphql/context.ts";
import { type Searchable, search } from "../graphql/search.ts";
import type { Customer } from "../shop/state.ts";
import { customerView } from "../views/customer.ts";

interface CustomerListArgs extends ConnectionArgs {
  query?: string | null;
  sortKey?: string | null;
}

const SORTS: Record<string, (customer: Customer) => number> = {
  CREATED_AT: ({ createdAt }) => createdAt.getTime(),
  UPDATED_AT: ({ updatedAt }) => updatedAt.getTime(),
};

/** `customers`: all of them, or those that a search finds. */
export function customers(args: CustomerListArgs, context: Context, { path }: GraphQLResolveInfo) {
  const { shop } = context;
  const all = Array.from(shop.state.customers.values());
  const found = search(all, args.query, searchable, { context, path: [path.key] });
  const by = SORTS[args.sortKey ?? "ID"] ?? (({ id }: Customer) => id);
  const sorted = found.toSorted((a, b) => by(a) - by(b) || a.id - b.id);
  return connection(
    sorted.map((customer) => customerView(shop, customer)),
    args,
    context,
  );
}

const searchable = (customer: Customer): Searchable => ({
  default: [customer.firstName ?? "", customer.lastName ?? "", customer.email ?? "", customer.phone ?? ""],
  id: customer.id,
  email: customer.email,
  phone: customer.phone,
  first_name: customer.firstName,
  last_name: customer.lastName,
  country: customer.address.country,
  customer_date: customer.createdAt,
  updated_at: customer.updatedAt,
  tag: customer.tags,
});
