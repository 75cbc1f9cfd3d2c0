import type { ApiContext } from "./api.ts";
import { originOf } from "./api.ts";
import { ZendeskError } from "./errors.ts";

const MOST = 100;
const DEEPEST_OFFSET = 10_000;

const between = (value: string | undefined, fallback: number) =>
  Math.min(MOST, Math.max(1, Number(value) || fallback));

function address(c: ApiContext, change: Record<string, string>): string {
  const url = new URL(c.req.url);
  for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
  return `${originOf(c)}${url.pathname}${url.search}`;
}

const encodeCursor = (position: number) => btoa(`position:${position}`);

function decodeCursor(cursor: string): number {
  const position = /^position:(\d+)$/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  if (position) return Number(position);
  throw new ZendeskError(400, {
    error: "InvalidPaginationParameter",
    description: "page[after] is not valid",
  });
}

/** The page of `items` that the query asks for, by cursor (`page[size]`) or by offset, and what leads to the others. */
export function paginate<Item>(c: ApiContext, items: Item[]): { items: Item[]; paging: object } {
  const size = c.req.query("page[size]");
  if (size !== undefined) return byCursor(c, items, between(size, MOST));

  const perPage = between(c.req.query("per_page"), MOST);
  const page = Math.max(1, Number(c.req.query("page")) || 1);
  const start = (page - 1) * perPage;
  if (start >= DEEPEST_OFFSET) {
    throw new ZendeskError(400, {
      error: "InvalidPaginationDepth",
      description: "Number of records to paginate over exceeds the maximum of 10000",
    });
  }
  const end = start + perPage;
  return {
    items: items.slice(start, end),
    paging: {
      next_page: end < items.length ? address(c, { page: String(page + 1) }) : null,
      previous_page: page > 1 ? address(c, { page: String(page - 1) }) : null,
      count: items.length,
    },
  };
}

function byCursor<Item>(c: ApiContext, items: Item[], size: number) {
  const after = c.req.query("page[after]");
  const start = after ? decodeCursor(after) : 0;
  const end = start + size;
  const more = end < items.length;
  const cursor = encodeCursor(Math.min(end, items.length));
  return {
    items: items.slice(start, end),
    paging: {
      meta: { has_more: more, after_cursor: more ? cursor : null, before_cursor: null },
      links: { prev: null, next: more ? address(c, { "page[after]": cursor }) : null },
    },
  };
}
