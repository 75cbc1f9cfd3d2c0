import type { System } from "../../kit/system.ts";

/** Calls the operator's API; gives the answer, whatever it is. */
export function operate(
  { serverOrigin, operatorToken }: Pick<System, "serverOrigin" | "operatorToken">,
  method: string,
  path: string,
  body: object | string,
): Promise<Response> {
  return fetch(`${serverOrigin}/operator${path}`, {
    method,
    headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
