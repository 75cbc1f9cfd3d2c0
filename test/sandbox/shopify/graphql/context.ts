import type { DocumentNode, ExecutionResult } from "graphql";
import type { Shop } from "../shop/shop.ts";

/** What resolvers know of the request they answer. */
export interface Context {
  shop: Shop;
  scopes: Set<string>;
  /** Removes the app from the shop. */
  uninstall(): void;
  /** Bulk operations read whole connections. */
  bulk: boolean;
  /** Runs a document for a bulk operation, which has a context of its own. */
  execute(document: DocumentNode, context: Context): ExecutionResult | Promise<ExecutionResult>;
  /** Goes into `extensions.search`. */
  search: SearchNote[];
}

export interface SearchNote {
  path: (string | number)[];
  query: string;
  warnings: { field: string; message: string; code: "invalid_field" }[];
}
