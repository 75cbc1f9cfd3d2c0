import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

export const API_VERSION = "2026-10";

interface Access {
  requiredAccess?: string | null;
}

export interface AdminSchema {
  schema: GraphQLSchema;
  /** Scopes of which one is needed, by `Type` and by `Type.field`. */
  scopes: Map<string, string[]>;
}

let loaded: AdminSchema | undefined;

/** The Admin API's whole schema, from the npm package that carries it; read once in a process. */
export function adminSchema(): AdminSchema {
  loaded ??= load();
  return loaded;
}

function load(): AdminSchema {
  const folders = createRequire(import.meta.url).resolve.paths("@shopify/dev-mcp") ?? [];
  const file = join("@shopify/dev-mcp/dist/data", `admin_${API_VERSION}.json.gz`);
  const found = folders.map((folder) => readIfThere(join(folder, file))).find((bytes) => bytes !== null);
  if (!found) throw new Error(`@shopify/dev-mcp does not carry ${file}`);
  const { data } = JSON.parse(gunzipSync(found).toString("utf8")) as { data: IntrospectionQuery };
  return { schema: buildClientSchema(data), scopes: readScopes(data) };
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function readScopes({ __schema }: IntrospectionQuery): Map<string, string[]> {
  const scopes = new Map<string, string[]>();
  const note = (name: string, { requiredAccess }: Access, verb: string) => {
    const named = scopesNamed(requiredAccess ?? "", verb);
    if (named.length > 0) scopes.set(name, named);
  };
  for (const type of __schema.types) {
    note(type.name, type as Access, "read");
    if (type.kind !== "OBJECT") continue;
    const verb = type.name === __schema.mutationType?.name ? "write" : "read";
    for (const field of type.fields) note(`${type.name}.${field.name}`, field as Access, verb);
  }
  return scopes;
}

/** Reads "`read_orders` access scope or `read_quick_sale` access scope. Also: …". */
function scopesNamed(text: string, verb: string): string[] {
  const [needed = ""] = text.split("Also:");
  const named = Array.from(needed.matchAll(/`([a-z_]+)` access scope/g), ([, scope]) => scope!);
  return named.map((scope) => (/^(read|write)_/.test(scope) ? scope : `${verb}_${scope}`));
}
