import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { invalid, invalidBody, MEDIA_TYPE, unsupportedMediaType } from "./errors.ts";

/** One resource of a JSON:API document. */
export interface Resource {
  type: string;
  id: string;
  attributes?: Record<string, unknown>;
  relationships?: Record<string, Relationship>;
  links: { self: string };
}

export interface Relationship {
  data?: Reference | Reference[];
  links: { self: string; related: string };
}

export interface Reference {
  type: string;
  id: string;
}

export const reference = ({ type, id }: Reference): Reference => ({ type, id });

/** The URL of a resource: `/api/profiles/01…`. */
export function resourceUrl(origin: string, { type, id }: Reference): string {
  const plural = type.endsWith("y") ? `${type.slice(0, -1)}ies` : `${type}s`;
  return `${origin}/api/${plural}/${id}`;
}

export function relationship(
  self: string,
  name: string,
  data?: Reference | Reference[],
): Record<string, Relationship> {
  const links = { self: `${self}/relationships/${name}`, related: `${self}/${name}` };
  return { [name]: data ? { data, links } : { links } };
}

/** The values of a list parameter such as `include=metric,profile`. */
export const listed = (query: URLSearchParams, name: string) =>
  query.get(name)?.split(",").filter(Boolean) ?? [];

export const queryOf = (c: Context) => new URL(c.req.url).searchParams;

interface Extras {
  included?: Resource[];
  links?: Record<string, string>;
  status?: ContentfulStatusCode;
}

/** Answers with a JSON:API document, cut to the `fields[type]` that were asked for. */
export function reply(
  c: Context,
  data: Resource | Reference | (Resource | Reference)[] | null,
  { included, links = {}, status = 200 }: Extras = {},
): Response {
  const { origin, pathname, searchParams } = new URL(c.req.url);
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  const document = {
    data: Array.isArray(data)
      ? data.map((one) => sparse(one, searchParams))
      : data && sparse(data, searchParams),
    ...(included && { included: included.map((one) => sparse(one, searchParams)) }),
    links: { self: `${origin}${pathname}${query}`, ...links },
  };
  return c.body(JSON.stringify(document), status, { "Content-Type": MEDIA_TYPE });
}

function sparse(resource: Resource | Reference, query: URLSearchParams): Resource | Reference {
  const fields = query.get(`fields[${resource.type}]`)?.split(",");
  if (!fields || !("attributes" in resource) || !resource.attributes) return resource;
  return { ...resource, attributes: pick(resource.attributes, fields) };
}

function pick(attributes: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const [name = "", ...deeper] = field.split(".");
    const value = attributes[name];
    if (value === undefined) continue;
    const nested = deeper.length > 0 && typeof value === "object" && value !== null;
    kept[name] = nested
      ? { ...(kept[name] as object), ...pick(value as Record<string, unknown>, [deeper.join(".")]) }
      : value;
  }
  return kept;
}

/** The request's body, if it is what the schema describes; an error with a pointer otherwise. */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const type = c.req.header("content-type")?.split(";")[0] ?? "";
  if (type !== MEDIA_TYPE && type !== "application/json") throw unsupportedMediaType(type);
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw invalid("The request body is not valid JSON.", { pointer: "/data" });
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidBody(parsed.error);
  return parsed.data;
}
