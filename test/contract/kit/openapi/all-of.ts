import { type OpenApi, resolve, type Schema } from "./document.ts";

/**
 * One schema in place of `allOf` and its neighbours. A property that several parts describe gets all of what they
 * say, so that closing it to what is described does not close it to what one part alone describes.
 */
export function mergeAllOf(document: OpenApi, schema: Schema): Schema {
  if (!schema.allOf) return schema;
  const { allOf, ...own } = schema;
  const merged: Schema = {};
  const alternatives: Schema[] = [];
  for (const part of [own, ...allOf]) {
    const resolved = resolve<Schema>(document, part as Schema & { $ref: string });
    const {
      properties = {},
      required = [],
      anyOf,
      oneOf,
      allOf: rest = [],
      ...others
    } = mergeAllOf(document, resolved);
    Object.assign(merged, others);
    merged.required = [...(merged.required ?? []), ...required];
    merged.properties = both(merged.properties ?? {}, properties);
    alternatives.push(...rest, ...(anyOf ? [{ anyOf }] : []), ...(oneOf ? [{ oneOf }] : []));
  }
  return alternatives.length > 0 ? { ...merged, allOf: alternatives } : merged;
}

function both(one: Record<string, Schema>, other: Record<string, Schema>): Record<string, Schema> {
  const shared = Object.entries(other).map(([name, schema]) => {
    const before = one[name];
    return [name, before ? { allOf: [before, schema] } : schema];
  });
  return { ...one, ...Object.fromEntries(shared) };
}
