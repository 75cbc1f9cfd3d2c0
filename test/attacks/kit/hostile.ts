import type { AttackRequest } from "./client.ts";
import { fillRoute, type Pool } from "./fill.ts";
import type { SecuredRoute } from "./routes.ts";

/** A route's request with one hostile value in one place of it. */
export interface Spoiled {
  place: string;
  request: AttackRequest;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Puts a value into every place of a route, one at a time: path, query, and each field that its body may have. */
export function spoil(route: SecuredRoute, pool: Pool, value: unknown): Spoiled[] {
  const requests = fillRoute(route, pool);
  const [first] = requests;
  if (!first) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const inAddress = route.parameters.map(({ in: where, name }) => {
    const spoiled = { ...pool, [name]: [text] };
    const lenient = route.parameters.map((one) => (one.name === name ? { ...one, schema: ANYTHING } : one));
    const [request = first] = fillRoute({ ...route, parameters: lenient }, spoiled);
    return { place: `${where} ${name}`, request: { ...first, path: request.path } };
  });
  const fields = new Map(
    requests.flatMap((request) =>
      isRecord(request.body) ? Object.keys(request.body).map((name) => [name, request] as const) : [],
    ),
  );
  const inBody = [...fields].map(([name, request]) => ({
    place: `body ${name}`,
    request: { ...request, body: { ...(request.body as object), [name]: value } },
  }));
  const whole = first.body === undefined ? [] : [{ place: "body", request: { ...first, body: value } }];
  return [...inAddress, ...inBody, ...whole];
}

const ANYTHING = { type: "string" as const };
