import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An answer that says no, in one of Zendesk's shapes. Thrown by the rules, answered by the API's error handler. */
export class ZendeskError extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: object;
  readonly headers: Record<string, string>;

  constructor(status: ContentfulStatusCode, body: object, headers: Record<string, string> = {}) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const recordNotFound = () =>
  new ZendeskError(404, { error: "RecordNotFound", description: "Not found" });

export const invalidEndpoint = () =>
  new ZendeskError(404, { error: "InvalidEndpoint", description: "Not found" });

/** A record that breaks a rule: `details` names the field, as Zendesk does. */
export const recordInvalid = (field: string, description: string, code?: string) =>
  new ZendeskError(422, {
    error: "RecordInvalid",
    description: "Record validation errors",
    details: { [field]: [{ description, ...(code && { error: code }) }] },
  });

export const invalidAttribute = (name: string, rule: string) =>
  new ZendeskError(400, {
    error: {
      title: "Invalid attribute",
      message: `You passed an invalid value for the ${name} attribute. Invalid parameter: ${name} ${rule}`,
    },
  });

export const forbidden = () =>
  new ZendeskError(403, {
    error: {
      title: "Forbidden",
      message:
        "You do not have access to this page. Please contact the account owner of this help desk for further help.",
    },
  });

export const missingScope = (scope: string) =>
  new ZendeskError(403, {
    error: "Forbidden",
    description: `You are missing the following required scopes: ${scope}`,
  });

export const unauthenticated = () => new ZendeskError(401, { error: "Couldn't authenticate you" });

export const invalidToken = () =>
  new ZendeskError(
    401,
    {
      error: "invalid_token",
      error_description:
        "The access token provided is expired, revoked, malformed or invalid for other reasons.",
    },
    { "www-authenticate": 'Bearer realm="Zendesk"' },
  );

export const tooManyRequests = (retryAfterSeconds: number, description: string) =>
  new ZendeskError(
    429,
    { error: "APIRateLimitExceeded", description },
    { "retry-after": String(Math.ceil(retryAfterSeconds)) },
  );

/** The answer that an error stands for. */
export function errorResponse(error: ZendeskError): Response {
  return Response.json(error.body, {
    status: error.status,
    headers: { ...error.headers, "content-type": "application/json; charset=utf-8" },
  });
}
