import { type OpenApi, type Parameter, resolve, type Schema } from "./document.ts";

const asSchema = (document: OpenApi, schema: Schema | undefined) =>
  schema ? resolve<Schema>(document, schema as Schema & { $ref: string }) : {};

/** Reads what a query or a form says in text as the type that its schema wants; text that is not of that type stays text. */
export function fromText(
  document: OpenApi,
  texts: string[],
  described: Schema | undefined,
  explode = true,
): unknown {
  const schema = asSchema(document, described);
  const [text = ""] = texts;
  if (schema.type === "array") {
    const items = explode ? texts : texts.flatMap((one) => one.split(","));
    return items.map((item) => fromText(document, [item], schema.items));
  }
  const alternatives = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const types = [schema, ...alternatives].map((one) => asSchema(document, one).type);
  if (types.some((type) => type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) {
    return Number(text);
  }
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

/** Reads a form-encoded body as the object that its schema describes. */
export function fromForm(
  document: OpenApi,
  form: URLSearchParams,
  described: Schema,
): Record<string, unknown> {
  const { properties = {} } = asSchema(document, described);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => [name, fromText(document, form.getAll(name), properties[name])]),
  );
}

/** The value of one query parameter, or undefined when it is absent. `deepObject` is `page[size]=5`. */
export function fromQuery(document: OpenApi, query: URLSearchParams, parameter: Parameter): unknown {
  const { name, style, explode, schema } = parameter;
  if (query.has(name)) return fromText(document, query.getAll(name), schema, explode);
  if (style !== "deepObject") return undefined;
  const members = [...query.keys()].filter((key) => key.startsWith(`${name}[`) && key.endsWith("]"));
  if (members.length === 0) return undefined;
  const described = memberSchemas(document, schema);
  return Object.fromEntries(
    members.map((key) => {
      const member = key.slice(name.length + 1, -1);
      return [member, fromText(document, query.getAll(key), described[member])];
    }),
  );
}

function memberSchemas(document: OpenApi, described: Schema | undefined): Record<string, Schema> {
  const { properties, oneOf = [], anyOf = [] } = asSchema(document, described);
  if (properties) return properties;
  return Object.assign({}, ...[...oneOf, ...anyOf].map((one) => memberSchemas(document, one)));
}

/** Whether a key of a query belongs to a parameter. */
export function belongsTo({ name, style }: Parameter, key: string): boolean {
  return key === name || (style === "deepObject" && key.startsWith(`${name}[`));
}
