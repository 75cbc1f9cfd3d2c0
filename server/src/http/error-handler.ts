import type { ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { ConnectionRefused } from "../accounts/connect.ts";
import type { Env, Services } from "./environment.ts";
import { answerProblem, ProblemError } from "./problem.ts";

/** Turns errors into problem details; what is not meant for others stays in the log, under the request's trace id. */
export function createErrorHandler({ log }: Services): ErrorHandler<Env> {
  return (error, c) => {
    if (error instanceof ProblemError)
      return answerProblem(c, error.status, error.title, error.message, error.headers, error.saying);
    if (error instanceof ConnectionRefused)
      return answerProblem(c, 422, "Not connected", error.message, {}, error.saying);
    if (error instanceof HTTPException && error.status < 500) {
      return answerProblem(c, error.status, "Not understood", "The request could not be read.");
    }
    // Whoever called hung up in the middle of a body: vendors' lost connections are errors of their own.
    if ("code" in error && error.code === "ECONNRESET")
      return answerProblem(c, 400, "Cut off", "The body did not come to its end.");
    const trace = c.get("traceId");
    log.error({ err: error, trace, method: c.req.method, path: c.req.path }, "request failed");
    return answerProblem(
      c,
      500,
      "Something failed here",
      `It is our fault, and logged under trace ${trace}.`,
    );
  };
}
