type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The nodes of a connection in a result, by `edges` or `nodes`; null for anything else. */
function nodesOf(value: unknown): Json[] | null {
  if (!isObject(value)) return null;
  if (Array.isArray(value.nodes)) return value.nodes as Json[];
  if (Array.isArray(value.edges)) return (value.edges as { node: Json }[]).map(({ node }) => node);
  return null;
}

/** Turns a result into the lines of a bulk file: a node a line, nested ones below their parent with `__parentId`. */
export function flatten(data: Json): { lines: string[]; rootObjects: number } {
  const lines: string[] = [];
  const write = (node: Json, parent: unknown) => {
    const nested = Object.entries(node).filter(([, value]) => nodesOf(value) !== null);
    const own = Object.fromEntries(Object.entries(node).filter(([, value]) => nodesOf(value) === null));
    lines.push(JSON.stringify(parent === undefined ? own : { ...own, __parentId: parent }));
    for (const [, value] of nested) for (const child of nodesOf(value) ?? []) write(child, node.id);
  };
  const roots = Object.values(data).flatMap((value) => nodesOf(value) ?? []);
  for (const root of roots) write(root, undefined);
  return { lines, rootObjects: roots.length };
}
