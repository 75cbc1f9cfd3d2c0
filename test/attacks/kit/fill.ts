import type { AttackRequest } from "./client.ts";
import type { Route } from "./routes.ts";
import type { JsonSchema } from "./schema.ts";

/** What the parameters of a route are filled with, by their names. */
export type Pool = Record<string, string[]>;

/** How many values are tried where a name is not in the pool, and anything that fits will do. */
const STRANGERS = 2;

/** A route has a parameter that nobody thought of: list it in the pool, so that it is attacked too. */
export class UnknownParameter extends Error {
  override name = "UnknownParameter";
}

/**
 * Every way to fill a route's path, query and body from the pool: the first has the first value everywhere, each other
 * one has another value in one place.
 */
export function fillRoute({ name, method, path, parameters, body }: Route, pool: Pool): AttackRequest[] {
  const choices = parameters.map((one) => {
    if (!pool[one.name])
      throw new UnknownParameter(`${name} has a parameter ${one.name} that is not in the pool.`);
    return { ...one, values: valuesOf(one.schema, one.name, pool, name).map(String) };
  });
  const bodies = body ? valuesOf(body, "", pool, name) : [undefined];
  const request = (chosen: string[], filledBody: unknown): AttackRequest => {
    let filled = path;
    const query = new URLSearchParams();
    for (const [index, one] of choices.entries()) {
      const value = chosen[index] ?? "";
      if (one.in === "path")
        filled = filled.replace(
          `{${one.name}}`,
          encodeURIComponent(value.replace(/[\ud800-\udfff]/gu, "\ufffd")),
        );
      else query.set(one.name, value);
    }
    const search = query.size > 0 ? `?${query}` : "";
    return { method, path: filled + search, ...(filledBody === undefined ? {} : { body: filledBody }) };
  };
  const first = choices.map(({ values }) => values[0] ?? "");
  return [
    ...bodies.map((one) => request(first, one)),
    ...choices.flatMap(({ values }, index) =>
      values.slice(1).map((value) => request(first.with(index, value), bodies[0])),
    ),
  ];
}

function valuesOf(schema: JsonSchema, name: string, pool: Pool, route: string): unknown[] {
  const unknown = () =>
    new UnknownParameter(`${route} has ${name || "a body"} that nothing in the pool fits.`);
  if (schema.enum) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  if (schema.anyOf) return schema.anyOf.flatMap((one) => valuesOf(one, name, pool, route));
  switch (schema.type) {
    case "string": {
      const fitting = (values: string[]) => values.filter((value) => fits(schema, value));
      const own = fitting(pool[name] ?? []);
      const values = own.length > 0 ? own : fitting(Object.values(pool).flat()).slice(0, STRANGERS);
      if (values.length === 0) throw unknown();
      return [...new Set(values)];
    }
    case "integer":
    case "number":
      return [schema.minimum ?? 1];
    case "boolean":
      return [true, false];
    case "null":
      return [null];
    case "array":
      return valuesOf(schema.items ?? {}, name, pool, route).map((value) => [value]);
    case "object":
      return objectsOf(schema, pool, route);
    default:
      throw unknown();
  }
}

const fits = ({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonSchema, value: string) =>
  value.length >= minLength &&
  value.length <= maxLength &&
  (pattern === undefined || new RegExp(pattern).test(value));

function objectsOf(schema: JsonSchema, pool: Pool, route: string): object[] {
  const { properties = {}, required = [], additionalProperties: more } = schema;
  const choices = Object.entries(properties).map(([name, one]) => ({
    name,
    values: valuesOf(one, name, pool, route),
  }));
  const base = Object.fromEntries([
    ...(typeof more === "object" ? recordOf(more, pool, route) : []),
    ...choices.filter(({ name }) => required.includes(name)).map(({ name, values }) => [name, values[0]]),
  ]);
  const others = choices.flatMap(({ name, values }) => values.map((value) => ({ ...base, [name]: value })));
  return required.length > 0 || others.length === 0 ? [base, ...others] : others;
}

/** One entry for each name that the pool knows: whichever of them the route reads, it finds. */
const recordOf = (schema: JsonSchema, pool: Pool, route: string): [string, unknown][] =>
  Object.keys(pool).map((name) => [name, valuesOf(schema, name, pool, route)[0]]);
