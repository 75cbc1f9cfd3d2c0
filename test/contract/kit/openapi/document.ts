/** What we read of an OpenAPI 3.0 document. */
export interface OpenApi {
  paths: Record<string, PathItem>;
  components: { [section: string]: Record<string, unknown> | undefined };
}

export type Method = "get" | "put" | "post" | "patch" | "delete";

type PathItem = { [method in Method]?: Operation } & { parameters?: OrRef<Parameter>[] };

export interface Operation {
  parameters?: OrRef<Parameter>[];
  requestBody?: OrRef<Body>;
  responses?: Record<string, OrRef<Body>>;
}

export interface Body {
  required?: boolean;
  content?: Record<string, { schema?: Schema }>;
}

export interface Parameter {
  name: string;
  in: "query" | "path" | "header" | "cookie";
  required?: boolean;
  explode?: boolean;
  style?: string;
  schema?: Schema;
}

export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  [keyword: string]: unknown;
}

type OrRef<Thing> = Thing | { $ref: string };

/** Follows `#/components/…` references until something else than a reference stands there. */
export function resolve<Thing extends object>(document: OpenApi, thing: OrRef<Thing>): Thing {
  if (!("$ref" in thing) || typeof thing.$ref !== "string") return thing as Thing;
  const [, , section = "", name = ""] = thing.$ref.split("/");
  const target = document.components[section]?.[name];
  if (target === undefined) throw new Error(`${thing.$ref} points nowhere`);
  return resolve(document, target as OrRef<Thing>);
}
