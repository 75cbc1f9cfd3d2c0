import { type Problem, problem } from "@sidethread/shared/problem";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { resolver } from "hono-openapi";

/** An answer that says what went wrong and what to do; safe to show. */
export class ProblemError extends Error {
  override name = "ProblemError";
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly headers: Record<string, string>;

  constructor(
    status: ContentfulStatusCode,
    title: string,
    detail: string,
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.headers = headers;
  }
}

/** Answers with problem details. https://www.rfc-editor.org/rfc/rfc9457 */
export function answerProblem(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const body: Problem = { type: "about:blank", title, status, detail };
  return c.body(JSON.stringify(body), status, { ...headers, "content-type": "application/problem+json" });
}

/** The description of a problem answer, for `/openapi.json`. */
export const describeProblem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: resolver(problem) } },
});
