import { Ajv2019, type ValidateFunction } from "ajv/dist/2019.js";
import formats from "ajv-formats";
import { mergeAllOf } from "./all-of.ts";
import { type OpenApi, resolve, type Schema } from "./document.ts";

export type Direction = "request" | "response";

const RFC_2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;
const COMBINERS = ["allOf", "anyOf", "oneOf"] as const;

/** Whether a schema names properties anywhere; one that names none leaves its object open. */
function namesProperties(document: OpenApi, schema: Schema, seen = new Set<Schema>()): boolean {
  const target = resolve<Schema>(document, schema as Schema & { $ref: string });
  if (seen.has(target)) return false;
  seen.add(target);
  if (target.additionalProperties !== undefined && target.additionalProperties !== false) return false;
  if (Object.keys(target.properties ?? {}).length > 0) return true;
  return COMBINERS.some((kind) => target[kind]?.some((part) => namesProperties(document, part, seen)));
}

/**
 * Compiles OpenAPI 3.0 schemas, one at a time and on demand. Objects are closed: a property that is not described
 * is a violation, and so is one that is read-only in a request or write-only in an answer.
 */
export function createSchemas(document: OpenApi) {
  const ajv = new Ajv2019({
    strict: false,
    validateSchema: false,
    allErrors: true,
    verbose: true,
    logger: false,
    unevaluated: true,
  });
  formats.default(ajv);
  ajv.addFormat("date-time-rfc-2822", RFC_2822);
  const known = new Set<string>();
  const compiled = new Map<Direction, Map<Schema, ValidateFunction>>([
    ["request", new Map()],
    ["response", new Map()],
  ]);

  function reference($ref: string, direction: Direction): string {
    const name = `${direction}:${$ref.slice($ref.lastIndexOf("/") + 1)}`;
    if (!known.has(name)) {
      known.add(name);
      ajv.addSchema(shape(resolve<Schema>(document, { $ref }), direction), name);
    }
    return name;
  }

  /** The schema of a value: its shape, and nothing that the shape does not name. */
  function value(schema: Schema, direction: Direction): object {
    const converted = shape(schema, direction);
    return namesProperties(document, schema) ? { ...converted, unevaluatedProperties: false } : converted;
  }

  function shape(described: Schema, direction: Direction): object {
    const { nullable, $ref, anyOf = [], oneOf = [], ...schema } = mergeAllOf(document, described);
    if ($ref) return orNull({ $ref: reference($ref, direction) }, nullable);
    const hidden = direction === "request" ? "readOnly" : "writeOnly";
    const { properties = {}, required } = schema;
    const converted: Record<string, unknown> = { ...schema };
    if (schema.properties) {
      converted.properties = Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
          name,
          property[hidden] ? false : value(property, direction),
        ]),
      );
    }
    if (required) converted.required = required.filter((name) => !properties[name]?.[hidden]);
    if (schema.items) converted.items = value(schema.items, direction);
    if (typeof schema.additionalProperties === "object") {
      converted.additionalProperties = value(schema.additionalProperties, direction);
    }
    if (schema.allOf) converted.allOf = schema.allOf.map((part) => shape(part, direction));
    // Vendors' alternatives overlap, so that one of them matching is enough.
    const alternatives = [...anyOf, ...oneOf];
    if (alternatives.length > 0) converted.anyOf = alternatives.map((part) => shape(part, direction));
    return orNull(converted, nullable);
  }

  return function validator(schema: Schema, direction: Direction): ValidateFunction {
    const cache = compiled.get(direction)!;
    const cached = cache.get(schema);
    if (cached) return cached;
    const validate = ajv.compile(value(schema, direction));
    cache.set(schema, validate);
    return validate;
  };
}

/** `nullable` of OpenAPI 3.0 as JSON Schema has it. */
function orNull(schema: Record<string, unknown>, nullable: boolean | undefined): object {
  if (!nullable) return schema;
  if (typeof schema.type !== "string") return { anyOf: [schema, { type: "null" }] };
  const values = Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {};
  return { ...schema, ...values, type: [schema.type, "null"] };
}
