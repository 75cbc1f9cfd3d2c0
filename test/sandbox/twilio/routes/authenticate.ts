import { createMiddleware } from "hono/factory";
import { Refusal } from "../errors.ts";
import { accountPath } from "../resources.ts";
import type { TwilioState } from "../state.ts";

/** Basic auth with the account's sid and token; another account's resources do not exist. */
export function authenticate(state: TwilioState) {
  return createMiddleware(async (c, next) => {
    const { sid, authToken } = state.account;
    const expected = `Basic ${Buffer.from(`${sid}:${authToken}`).toString("base64")}`;
    if (c.req.header("authorization") !== expected) throw new Refusal(20003);
    const own = accountPath(sid);
    if (!c.req.path.startsWith(`${own}/`) && c.req.path !== `${own}.json`) throw notFound(c.req.path);
    await next();
  });
}

/** 20404 for a path. */
export const notFound = (path: string) => new Refusal(20404, path);
