/** One value that a change touched: where it stands, and what it was and is. */
export interface Change {
  path: string;
  before: string | null;
  after: string | null;
}

/** What differs between two recorded states, by the paths of their plain values. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const was = new Map(leaves(before));
  const is = new Map(leaves(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

function leaves(value: unknown, path = ""): [string, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.length > 0 ? [[path, value.map(said).join(", ")]] : [];
  if (typeof value !== "object") return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

const said = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
