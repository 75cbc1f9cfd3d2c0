/** JSON as it is written, not as it is read: it may have a key twice, and any token for a value. */
export type Json = { token: string } | { items: Json[] } | { fields: [name: string, value: Json][] };

export function json(value: unknown): Json {
  if (Array.isArray(value)) return { items: value.map(json) };
  if (typeof value !== "object" || value === null) return { token: JSON.stringify(value) };
  return { fields: Object.entries(value).map(([name, one]) => [name, json(one)]) };
}

export function write(one: Json): string {
  if ("token" in one) return one.token;
  if ("items" in one) return `[${one.items.map(write).join(",")}]`;
  return `{${one.fields.map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`).join(",")}}`;
}
