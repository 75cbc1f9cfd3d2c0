import {
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Context } from "../graphql/context.ts";
import { gid, idIn } from "../shop/ids.ts";
import type { BulkOperation } from "../shop/state.ts";
import { bulkOperationView } from "../views/bulk-operation.ts";
import { flatten } from "./bulk-lines.ts";
import { userError } from "./user-error.ts";

const CONCURRENT_LIMIT = 5;
const CONNECTION_LIMIT = 5;

const refused = (code: string, message: string) => ({
  bulkOperation: null,
  userErrors: [{ ...userError(["query"], message), code }],
});

/** Starts to run a query over whole connections into a JSONL file. */
export function bulkOperationRunQuery(
  { query }: { query: string },
  context: Context,
  { schema }: GraphQLResolveInfo,
) {
  const { shop } = context;
  const underWay = Array.from(shop.state.bulkOperations.values()).filter(isUnderWay);
  if (underWay.length >= CONCURRENT_LIMIT) {
    return refused("LIMIT_REACHED", `At most ${CONCURRENT_LIMIT} bulk operations can run at once.`);
  }
  const document = parseBulkQuery(schema, query);
  if (typeof document === "string") return refused("INVALID", document);
  const operation: BulkOperation = {
    id: shop.nextId("BulkOperation"),
    query,
    status: "CREATED",
    createdAt: new Date(),
    completedAt: null,
    lines: [],
    rootObjects: 0,
  };
  shop.state.bulkOperations.set(operation.id, operation);
  shop.later(() => start(operation, document, context));
  return { bulkOperation: bulkOperationView(shop, operation), userErrors: [] };
}

/** Stops a bulk operation that has not finished. */
export function bulkOperationCancel({ id }: { id: string }, { shop }: Context) {
  const operation = shop.state.bulkOperations.get(idIn("BulkOperation", id) ?? 0);
  if (!operation) return refused("INVALID", "Bulk operation does not exist");
  if (!isUnderWay(operation))
    return refused("INVALID", "A bulk operation that has finished cannot be canceled");
  operation.status = "CANCELED";
  operation.completedAt = new Date();
  return { bulkOperation: bulkOperationView(shop, operation), userErrors: [] };
}

const isUnderWay = ({ status }: BulkOperation) => status === "CREATED" || status === "RUNNING";

function parseBulkQuery(schema: GraphQLSchema, query: string): DocumentNode | string {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return `Invalid bulk query: ${(error as Error).message}`;
  }
  const [invalid] = validate(schema, document);
  if (invalid) return `Invalid bulk query: ${invalid.message}`;
  const types = new TypeInfo(schema);
  let connections = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        if (getNamedType(types.getType())?.name.endsWith("Connection")) connections += 1;
      },
    }),
  );
  if (connections === 0) return "Bulk queries must contain at least one connection.";
  if (connections > CONNECTION_LIMIT)
    return `Bulk queries cannot contain more than ${CONNECTION_LIMIT} connections.`;
  return document;
}

function start(operation: BulkOperation, document: DocumentNode, context: Context): void {
  if (operation.status !== "CREATED") return;
  operation.status = "RUNNING";
  context.shop.later(() => finish(operation, document, context));
}

async function finish(operation: BulkOperation, document: DocumentNode, context: Context): Promise<void> {
  const { data, errors } = await context.execute(document, { ...context, bulk: true });
  if (operation.status !== "RUNNING") return;
  operation.status = errors ? "FAILED" : "COMPLETED";
  operation.completedAt = new Date();
  if (!errors) {
    const { lines, rootObjects } = flatten(data ?? {});
    operation.lines = lines;
    operation.rootObjects = rootObjects;
  }
  context.shop.publish("bulk_operations/finish", {
    admin_graphql_api_id: gid("BulkOperation", operation.id),
    completed_at: operation.completedAt.toISOString(),
    created_at: operation.createdAt.toISOString(),
    error_code: errors ? "internal_server_error" : null,
    status: operation.status.toLowerCase(),
    type: "query",
  });
}
