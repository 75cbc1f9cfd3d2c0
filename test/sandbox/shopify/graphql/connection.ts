import { GraphQLError } from "graphql";
import type { Context } from "./context.ts";

export interface ConnectionArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

interface Node {
  id?: unknown;
}

const PAGE_LIMIT = 250;
const cursorOf = ({ id }: Node) => Buffer.from(JSON.stringify({ last_id: id })).toString("base64");
const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });

/** A page of nodes as a Relay connection; whole in a bulk operation. */
export function connection<Item extends Node>(
  nodes: Item[],
  args: ConnectionArgs,
  { bulk }: Pick<Context, "bulk">,
) {
  const ordered = args.reverse ? nodes.toReversed() : nodes;
  const { page, from } = bulk ? { page: ordered, from: 0 } : slice(ordered, args);
  const edges = page.map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    nodes: page,
    edges,
    pageInfo: {
      hasPreviousPage: from > 0,
      hasNextPage: from + page.length < ordered.length,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function slice<Item extends Node>(nodes: Item[], { first, last, after, before }: ConnectionArgs) {
  const size = first ?? last;
  if (size === null || size === undefined) throw badRequest("you must provide one of first or last");
  if (size < 1 || size > PAGE_LIMIT) throw badRequest(`first and last must be between 1 and ${PAGE_LIMIT}`);
  const start = after ? indexOf(nodes, after) + 1 : 0;
  const end = before ? indexOf(nodes, before) : nodes.length;
  const from = typeof first === "number" ? start : Math.max(start, end - size);
  return { page: nodes.slice(from, Math.min(end, from + size)), from };
}

function indexOf(nodes: Node[], cursor: string): number {
  const index = nodes.findIndex((node) => cursorOf(node) === cursor);
  if (index < 0) throw badRequest("Invalid cursor for current pagination sort.");
  return index;
}
