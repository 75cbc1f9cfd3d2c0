import { type Problem, problem } from "@sidethread/shared/problem";
import { inEnglish, type Saying, say, type ToldCode } from "@sidethread/shared/told";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { resolver } from "hono-openapi";

/** An answer that says what went wrong and what to do; safe to show. */
export class ProblemError extends Error {
  override name = "ProblemError";
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly headers: Record<string, string>;
  /** The detail in any language; null where only programs read it. */
  readonly saying: Saying | null;

  /** One that an admin reads. */
  static telling(
    status: ContentfulStatusCode,
    title: string,
    code: ToldCode,
    values: Record<string, string> = {},
  ): ProblemError {
    const saying = say(code, values);
    return new ProblemError(status, title, inEnglish(saying), {}, saying);
  }

  constructor(
    status: ContentfulStatusCode,
    title: string,
    detail: string,
    headers: Record<string, string> = {},
    saying: Saying | null = null,
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.headers = headers;
    this.saying = saying;
  }
}

/** Answers with problem details. https://www.rfc-editor.org/rfc/rfc9457 */
export function answerProblem(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
  saying: Saying | null = null,
): Response {
  const body: Problem = { type: "about:blank", title, status, detail, ...(saying && { saying }) };
  return c.body(JSON.stringify(body), status, { ...headers, "content-type": "application/problem+json" });
}

/** The description of a problem answer, for `/openapi.json`. */
export const describeProblem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: resolver(problem) } },
});
