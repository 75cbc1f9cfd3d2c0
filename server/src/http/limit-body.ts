import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { ProblemError } from "./problem.ts";

/** Refuses larger bodies. One that tells its length is not touched; one that does not is counted as it comes. */
export function limitBody(maxSize: number) {
  const tooLarge = () => new ProblemError(413, "Too large", `Send ${maxSize} bytes at the most.`);
  const count = bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge();
    },
  });
  return createMiddleware(async (c, next) => {
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) return count(c, next);
    if (Number(length) > maxSize) throw tooLarge();
    await next();
  });
}
