import { z } from "zod";
import { jsonSchema } from "./schema.ts";

const parameter = z.object({ in: z.enum(["path", "query"]), name: z.string(), schema: jsonSchema });
const operation = z.object({
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(parameter).default([]),
  requestBody: z
    .object({ content: z.object({ "application/json": z.object({ schema: jsonSchema }) }) })
    .optional(),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

export type Security = "adminSession" | "sidebarToken" | "operatorToken";
const securities = z.enum(["adminSession", "sidebarToken", "operatorToken"]);

/** A route as the server describes it. */
export interface Route {
  /** `POST /admin/dead-letters/replay` */
  name: string;
  method: string;
  /** With `{name}` for each parameter. */
  path: string;
  security: Security | null;
  parameters: z.infer<typeof parameter>[];
  body: z.infer<typeof jsonSchema> | null;
}

export type SecuredRoute = Route & { security: Security };

/** Every route in a running server's `/openapi.json`. */
export async function readRoutes(origin: string): Promise<Route[]> {
  const { paths } = document.parse(await (await fetch(`${origin}/openapi.json`)).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security = [], parameters, requestBody }]) => {
      const [required] = security.flatMap((one) => Object.keys(one));
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        security: required === undefined ? null : securities.parse(required),
        parameters,
        body: requestBody?.content["application/json"].schema ?? null,
      };
    }),
  );
}

export const isSecured = (route: Route): route is SecuredRoute => route.security !== null;
