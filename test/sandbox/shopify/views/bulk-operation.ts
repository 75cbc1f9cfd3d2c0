import { gid } from "../shop/ids.ts";
import type { Shop } from "../shop/shop.ts";
import type { BulkOperation } from "../shop/state.ts";

/** A `BulkOperation`. */
export function bulkOperationView(shop: Shop, operation: BulkOperation) {
  const { id, status, query, createdAt, completedAt, lines, rootObjects } = operation;
  const hasFile = status === "COMPLETED" && lines.length > 0;
  return {
    __typename: "BulkOperation",
    id: gid("BulkOperation", id),
    type: "QUERY",
    status,
    query,
    errorCode: status === "FAILED" ? "INTERNAL_SERVER_ERROR" : null,
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
    objectCount: String(lines.length),
    rootObjectCount: String(rootObjects),
    fileSize: hasFile ? String(Buffer.byteLength(jsonl(operation))) : null,
    url: hasFile ? `${shop.origin}/bulk-operations/${id}.jsonl` : null,
    partialDataUrl: null,
  };
}

/** The file of a bulk operation: one object a line. */
export const jsonl = ({ lines }: BulkOperation) => lines.map((line) => `${line}\n`).join("");
