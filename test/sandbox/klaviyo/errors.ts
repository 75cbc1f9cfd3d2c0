import { randomUUID } from "node:crypto";
import type { z } from "zod";

export const MEDIA_TYPE = "application/vnd.api+json";

interface Source {
  pointer?: string;
  parameter?: string;
}

interface Problem {
  code: string;
  title: string;
  detail: string;
  source?: Source;
  meta?: Record<string, unknown>;
}

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500;

/** What Klaviyo refuses, and how it says so. */
export class KlaviyoError extends Error {
  readonly status: Status;
  readonly problems: Problem[];
  readonly headers: Record<string, string>;

  constructor(status: Status, problems: Problem[], headers: Record<string, string> = {}) {
    super(problems.map(({ detail }) => detail).join(" "));
    this.status = status;
    this.problems = problems;
    this.headers = headers;
  }

  toResponse(): Response {
    const errors = this.problems.map((problem) => ({ id: randomUUID(), ...problem }));
    const headers = { ...this.headers, "Content-Type": MEDIA_TYPE };
    return new Response(JSON.stringify({ errors }), { status: this.status, headers });
  }
}

export const invalid = (detail: string, source: Source) =>
  new KlaviyoError(400, [{ code: "invalid", title: "Invalid input.", detail, source }]);

export const invalidBody = ({ issues }: z.ZodError) =>
  new KlaviyoError(
    400,
    issues.map(({ message, path }) => ({
      code: "invalid",
      title: "Invalid input.",
      detail: message,
      source: { pointer: `/${path.join("/")}` },
    })),
  );

export const notFound = (type: string, id: string) =>
  new KlaviyoError(404, [
    {
      code: "not_found",
      title: "Not found.",
      detail: `A ${type} with id ${id} does not exist.`,
      source: { pointer: "/data/" },
    },
  ]);

export const noSuchPath = () =>
  new KlaviyoError(404, [
    { code: "not_found", title: "Not found.", detail: "The path is not a valid endpoint." },
  ]);

export const methodNotAllowed = (method: string) =>
  new KlaviyoError(405, [
    {
      code: "method_not_allowed",
      title: `Method "${method}" not allowed.`,
      detail: `Method "${method}" not allowed.`,
    },
  ]);

export const unsupportedMediaType = (type: string) =>
  new KlaviyoError(415, [
    {
      code: "unsupported_media_type",
      title: "Unsupported media type in request.",
      detail: `Unsupported media type "${type}" in request.`,
    },
  ]);

export const unauthorized = (code: "not_authenticated" | "authentication_failed", detail: string) =>
  new KlaviyoError(401, [
    {
      code,
      title:
        code === "not_authenticated"
          ? "Authentication credentials were not provided."
          : "Incorrect authentication credentials.",
      detail,
    },
  ]);

export const permissionDenied = (detail: string) =>
  new KlaviyoError(403, [
    { code: "permission_denied", title: "You do not have permission to perform this action.", detail },
  ]);

export const duplicate = (code: string, detail: string, meta?: Record<string, unknown>) =>
  new KlaviyoError(409, [
    { code, title: "Conflict.", detail, source: { pointer: "/data/attributes" }, ...(meta && { meta }) },
  ]);

/** A 429 carries `Retry-After` alone, in whole seconds. */
export const throttled = (retryAfterSeconds: number) => {
  const seconds = Math.max(1, Math.ceil(retryAfterSeconds));
  return new KlaviyoError(
    429,
    [
      {
        code: "throttled",
        title: "Request was throttled.",
        detail: `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? "" : "s"}.`,
        source: { pointer: "/data/" },
      },
    ],
    { "Retry-After": String(seconds) },
  );
};
