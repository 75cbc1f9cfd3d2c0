import type { Vendor } from "@sidethread/shared/sidebar";
import type { z } from "zod";
import { VendorError } from "./vendor-error.ts";

export interface TransportOptions {
  vendor: Vendor;
  /** All requests stay on this origin. */
  origin: string;
  headers: Record<string, string>;
  /** Reads the vendor's own code and words out of an error's body. */
  explain?: (body: unknown) => { code: string | null; message: string | null };
}

export interface VendorRequest<Answer> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  bytes?: Uint8Array<ArrayBuffer>;
  /** What we read of the answer; `null` when the body does not matter. */
  answer: z.ZodType<Answer> | null;
}

export type Transport = <Answer>(request: VendorRequest<Answer>) => Promise<Answer>;

const TIMEOUT_MS = 15_000;
/** After a request of unknown outcome: time for the vendor to finish, so that a look-up finds what it did. */
const SETTLE_MS = 3_000;
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** One way to call every vendor: timeout, one origin, no redirects, answers parsed, failures typed. */
export function createTransport({ vendor, origin, headers, explain }: TransportOptions): Transport {
  return async ({ method, path, query, headers: more, json, form, bytes, answer }) => {
    const url = new URL(path, origin);
    if (url.origin !== origin) throw new Error(`${vendor}: ${path} would leave ${origin}.`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const body = json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form) : bytes;
    const type: Record<string, string> = json !== undefined ? { "content-type": "application/json" } : {};
    const failure = {
      vendor,
      status: null,
      code: null,
      retryAfterMs: null,
      mayHaveHappened: method !== "GET",
    };

    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method,
        headers: { "user-agent": "Sidethread/0.1", ...type, ...headers, ...more },
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body }),
      });
      text = await response.text();
    } catch (error) {
      const mayHaveHappened = failure.mayHaveHappened && !NOT_SENT.has(causeCode(error));
      const retryAfterMs = mayHaveHappened ? SETTLE_MS : null;
      throw new VendorError(
        `${vendor} did not answer ${method} ${path}.`,
        { ...failure, mayHaveHappened, retryAfterMs },
        { cause: error },
      );
    }

    const parsed = parseJson(text);
    if (!response.ok) {
      const mayHaveHappened = failure.mayHaveHappened && response.status >= 500;
      const { code, message } = explain?.(parsed) ?? { code: null, message: null };
      const said = message ? `: ${message}` : "";
      throw new VendorError(`${vendor} answered ${response.status} to ${method} ${path}${said}`, {
        vendor,
        status: response.status,
        code,
        retryAfterMs: readRetryAfter(response.headers) ?? (mayHaveHappened ? SETTLE_MS : null),
        mayHaveHappened,
      });
    }
    if (answer === null) return undefined as never;
    const read = answer.safeParse(parsed);
    if (read.success) return read.data;
    const { path: where, message } = read.error.issues[0] ?? { path: [], message: "" };
    throw new VendorError(
      `${vendor} answered ${method} ${path} in a shape that we do not know: ${where.join(".")} ${message}`,
      failure,
    );
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

/** `Retry-After` in seconds or as a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readRetryAfter(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
