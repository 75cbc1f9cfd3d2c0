import type { Context } from "hono";
import { queryOf, type Resource, reply } from "./documents.ts";
import { invalid } from "./errors.ts";
import { type FilterFields, matches, parseFilter } from "./filter.ts";

export interface Collection<Item extends { id: string }> {
  items: Iterable<Item>;
  filters: FilterFields<Item>;
  sorts: Record<string, (item: Item) => string | number>;
  /** As in the query: `-datetime` for newest first. */
  defaultSort: string;
  pageSize: { default: number; max: number };
  resource(item: Item): Resource;
  included?(page: Item[]): Resource[];
}

/** Answers a collection: filtered, sorted, one page of it, with a cursor to the next. */
export function replyCollection<Item extends { id: string }>(c: Context, collection: Collection<Item>) {
  const query = queryOf(c);
  const conditions = parseFilter(query.get("filter") ?? "");
  const found = [...collection.items].filter((item) => matches(item, conditions, collection.filters));
  const sorted = sort(found, query.get("sort") ?? collection.defaultSort, collection.sorts);
  const start = startOf(sorted, query.get("page[cursor]"));
  const page = sorted.slice(start, start + sizeOf(query, collection.pageSize));
  const last = page.at(-1);
  const links: Record<string, string> = {};
  if (last && start + page.length < sorted.length) {
    const next = new URL(c.req.url);
    next.search = `${withCursor(query, last.id)}`;
    links.next = next.href;
  }
  const included = query.has("include") ? collection.included?.(page) : undefined;
  return reply(c, page.map(collection.resource), { links, ...(included && { included }) });
}

function sort<Item>(
  items: Item[],
  wanted: string,
  sorts: Collection<Item & { id: string }>["sorts"],
): Item[] {
  const descending = wanted.startsWith("-");
  const key = sorts[descending ? wanted.slice(1) : wanted];
  if (!key) throw invalid(`'${wanted}' is not a sortable field.`, { parameter: "sort" });
  const direction = descending ? -1 : 1;
  const keyed = items.map((item) => ({ item, at: key(item as Item & { id: string }) }));
  return keyed
    .sort((a, b) => (a.at < b.at ? -direction : a.at > b.at ? direction : 0))
    .map(({ item }) => item);
}

const CURSOR_PREFIX = "next::id::";

function withCursor(query: URLSearchParams, id: string): URLSearchParams {
  const next = new URLSearchParams(query);
  next.set("page[cursor]", Buffer.from(CURSOR_PREFIX + id).toString("base64url"));
  return next;
}

/** Pages go on after the item that ended the last one, so that new items move nothing. */
function startOf(items: { id: string }[], cursor: string | null): number {
  if (cursor === null) return 0;
  const text = Buffer.from(cursor, "base64url").toString();
  const id = text.startsWith(CURSOR_PREFIX) ? text.slice(CURSOR_PREFIX.length) : null;
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw invalid("Invalid cursor.", { parameter: "page[cursor]" });
  return index + 1;
}

function sizeOf(query: URLSearchParams, allowed: { default: number; max: number }): number {
  const asked = query.get("page[size]");
  if (asked === null) return allowed.default;
  const size = Number(asked);
  if (Number.isInteger(size) && size >= 1 && size <= allowed.max) return size;
  throw invalid(`Page size must be an integer between 1 and ${allowed.max}.`, { parameter: "page[size]" });
}
