import type { ZafClient } from "../zaf/client.ts";
import type { Session } from "../zaf/session.ts";
import { backendOrigin } from "./origin.ts";
import type { FailureKind, Outcome } from "./snapshot.ts";

interface CompleteResponse {
  status?: number;
  responseJSON?: unknown;
  responseHeaders?: unknown;
}

/** Asks the backend through Zendesk's proxy, which signs the request in the account's name. */
export async function fetchBackend<Body>(
  client: ZafClient,
  session: Session,
  path: string,
  etag: string | null,
): Promise<Outcome<Body>> {
  try {
    const response = await client.request({
      url: backendOrigin() + path,
      type: "GET",
      contentType: "application/json",
      dataType: "json",
      timeout: 10_000,
      secure: true,
      jwt: {
        algorithm: "HS256",
        secret_key: "{{setting.sidebar_secret}}",
        expiry: 300,
        claims: { iss: session.subdomain, sub: session.agent.id },
      },
      headers: { Authorization: "Bearer {{jwt.token}}", ...(etag && { "If-None-Match": etag }) },
      httpCompleteResponse: true,
    });
    return outcomeOf(response as CompleteResponse);
  } catch (error) {
    return outcomeOf((error ?? {}) as CompleteResponse);
  }
}

/** Reads an answer, resolved or rejected: some hosts reject a 304. */
export function outcomeOf<Body>({
  status = 0,
  responseJSON,
  responseHeaders,
}: CompleteResponse): Outcome<Body> {
  if (status === 304) return { ok: true, body: null, etag: null };
  if (status === 200 && typeof responseJSON === "object" && responseJSON !== null) {
    return { ok: true, body: responseJSON as Body, etag: headerOf(responseHeaders, "etag") };
  }
  return { ok: false, kind: kindOf(status) };
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404) return "missing";
  const temporary = status === 408 || status === 429;
  return status >= 400 && status < 500 && !temporary ? "refused" : "offline";
}

function headerOf(headers: unknown, name: string): string | null {
  const entries = typeof headers === "string" ? parsed(headers) : Object.entries(headers ?? {});
  const found = entries.find(([key]) => key.toLowerCase() === name);
  return found ? String(found[1]) : null;
}

function parsed(headers: string): [string, string][] {
  return headers.split(/\r?\n/).map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}
