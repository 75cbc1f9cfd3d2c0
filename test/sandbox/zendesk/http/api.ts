import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { User } from "../records.ts";
import { invalidAttribute, ZendeskError } from "./errors.ts";

/** What a route of the API knows of its request. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Whom the request acts for; null for an anonymous one. */
    actor: User | null;
    /** The scopes of an OAuth token; null when the caller may do all that its user may. */
    scopes: string[] | null;
    /** `api` for tokens, `web` for an agent's browser. */
    channel: "api" | "web";
  };
}

export type ApiContext = Context<ApiEnv>;

/** A set of routes under `/api/v2`; every path answers with the suffix `.json` too. */
export const createApi = (): Hono<ApiEnv> =>
  new Hono<ApiEnv>({ getPath: (request) => new URL(request.url).pathname.replace(/(\.json|\/)$/, "") });

/** Where this request reached us, which is how the sandbox learns its own address. */
export const originOf = (c: Context): string => new URL(c.req.url).origin;

/** A numeric id from the path. */
export function idParam(c: Context, name = "id"): number {
  const value = c.req.param(name);
  if (!value || !/^\d+$/.test(value)) throw invalidAttribute(name, "must be an integer");
  return Number(value);
}

/** The JSON body, parsed; says no as Zendesk does. */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw new ZendeskError(422, {
      error: "Unprocessable Entity",
      message: "Server could not parse JSON",
    });
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw invalidAttribute(issue.path.join(".") || "body", issue.message);
}
