import type { Context } from "./context.ts";

/** What a record offers to the search syntax, by field; lists match by any of their items. */
export type Searchable = Record<string, string | number | boolean | Date | null | string[]>;

interface Term {
  negated: boolean;
  field: string | null;
  comparator: string;
  value: string;
  quoted: boolean;
}

const TERM = /(-)?(?:(\w+):)?(>=|<=|>|<)?(?:"([^"]*)"|'([^']*)'|([^\s()"']+))/g;

/** Keeps the records that a query in Shopify's search syntax finds; unknown fields are ignored, with a warning. */
export function search<Item>(
  items: Item[],
  query: string | null | undefined,
  describe: (item: Item) => Searchable,
  { context, path }: { context: Context; path: (string | number)[] },
): Item[] {
  const first = items[0];
  if (!query?.trim() || first === undefined) return items;
  const known = describe(first);
  const alternatives = parse(query);
  const unknown = alternatives.flat().filter(({ field }) => field !== null && !(field in known));
  if (unknown.length > 0) {
    const message = "Invalid search field for this query.";
    const warnings = unknown.map(({ field }) => ({ field: field!, message, code: "invalid_field" as const }));
    context.search.push({ path, query, warnings });
  }
  const usable = alternatives.map((terms) => terms.filter((term) => !unknown.includes(term)));
  return items.filter((item) => {
    const record = describe(item);
    return usable.some((terms) => terms.every((term) => matches(term, record) !== term.negated));
  });
}

/** Whether a webhook's payload passes a subscription's filter, which has the same syntax over the payload's fields. */
export function matchesFilter(payload: object, filter: string | null): boolean {
  if (!filter?.trim()) return true;
  const record = payload as Searchable;
  return parse(filter).some((terms) => terms.every((term) => matches(term, record) !== term.negated));
}

function parse(query: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const [all, minus, field, comparator, double, single, bare] of query.matchAll(TERM)) {
    if (all === "AND") continue;
    if (all === "OR") alternatives.push([]);
    else {
      const value = double ?? single ?? bare ?? "";
      const quoted = bare === undefined;
      const term = {
        negated: minus === "-",
        field: field ?? null,
        comparator: comparator ?? ":",
        value,
        quoted,
      };
      alternatives.at(-1)!.push(term);
    }
  }
  return alternatives;
}

function matches(term: Term, record: Searchable): boolean {
  const values = term.field === null ? [record.default ?? null].flat() : [record[term.field] ?? null].flat();
  return values.some((value) => {
    if (value === null) return false;
    if (value instanceof Date)
      return compare(value.getTime(), new Date(term.value).getTime(), term.comparator);
    if (typeof value === "number") return compare(value, Number(term.value), term.comparator);
    if (term.comparator !== ":" && value !== "" && !Number.isNaN(Number(value))) {
      return compare(Number(value), Number(term.value), term.comparator);
    }
    return matchesText(String(value), term);
  });
}

function compare(value: number, wanted: number, comparator: string): boolean {
  if (comparator === ">=") return value >= wanted;
  if (comparator === "<=") return value <= wanted;
  if (comparator === ">") return value > wanted;
  return comparator === "<" ? value < wanted : value === wanted;
}

const tokens = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean);

/** Quoted text must match whole; bare text matches by its words, the last one by prefix with `*`. */
function matchesText(value: string, { value: wanted, quoted }: Term): boolean {
  if (quoted) return value.toLowerCase() === wanted.toLowerCase();
  const words = tokens(value);
  const prefix = wanted.endsWith("*");
  return tokens(wanted).every((token) =>
    words.some((word) => (prefix ? word.startsWith(token) : word === token)),
  );
}
