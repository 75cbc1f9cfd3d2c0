import { setTimeout as pause } from "node:timers/promises";
import type { Vendor } from "@sidethread/shared/sidebar";
import { Agent, request } from "undici";
import type { z } from "zod";
import { type AnswerHeaders, type Gate, type RequestLimit, readRetryAfter } from "./gate.ts";
import { VendorError } from "./vendor-error.ts";

export interface TransportOptions {
  vendor: Vendor;
  /** All requests stay on this origin. */
  origin: string;
  headers: Record<string, string>;
  gate: Gate;
  /** Reads the vendor's own code and words out of an error's body. */
  explain: (body: unknown) => { code: string | null; message: string | null };
}

export interface VendorRequest<Answer> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string> | [string, string][];
  bytes?: Uint8Array<ArrayBuffer>;
  /** A limit that this request counts towards, beside the vendor's general one. */
  limit?: RequestLimit;
  /** What we read of the answer; `null` when the body does not matter. */
  answer: z.ZodType<Answer> | null;
}

export type Transport = <Answer>(request: VendorRequest<Answer>) => Promise<Answer>;

const TIMEOUT_MS = 15_000;
const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;
/** After a request of unknown outcome: time for the vendor to finish, so that a look-up finds what it did. */
const SETTLE_MS = 3_000;
const READ_ATTEMPTS = 3;
const READ_PAUSE_MS = 200;
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/**
 * One way to call every vendor: limits kept, timeout, one origin, no redirects, answers parsed, failures typed. A read
 * that fails in passing is made again at once: it changes nothing, and what waits for it would wait far longer.
 */
export function createTransport(options: TransportOptions): Transport {
  const once = createAttempt(options);
  return async (wanted) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(wanted);
      } catch (error) {
        if (wanted.method !== "GET" || attempt === READ_ATTEMPTS || !isPassing(error)) throw error;
        await pause(Math.random() * READ_PAUSE_MS * attempt);
      }
    }
  };
}

const isPassing = (error: unknown): boolean =>
  error instanceof VendorError && (error.status === null ? error.cause !== undefined : error.status >= 500);

function createAttempt({ vendor, origin, headers, gate, explain }: TransportOptions): Transport {
  return async (wanted) => {
    const { method, path, limit = null, answer } = wanted;
    const wait = gate.enter(limit);
    if (wait > 0) throw VendorError.postponed(vendor, wait);
    const changes = method !== "GET";
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;

    let status: number;
    let told: AnswerHeaders;
    let text: string;
    try {
      const answered = await request(addressOf(origin, wanted), {
        ...messageOf(wanted, headers),
        dispatcher,
      });
      status = answered.statusCode;
      told = { get: (name) => String(answered.headers[name] ?? "") || null };
      text = await answered.body.text();
    } catch (cause) {
      gate.learn(limit, { status: null, headers: null, seconds: seconds() });
      const mayHaveHappened = changes && !NOT_SENT.has(codeOf(cause));
      throw new VendorError(
        `${vendor} did not answer ${method} ${path}.`,
        {
          vendor,
          status: null,
          code: null,
          retryAfterMs: mayHaveHappened ? SETTLE_MS : null,
          mayHaveHappened,
        },
        { cause },
      );
    }

    gate.learn(limit, { status, headers: told, seconds: seconds() });
    const body = parseJson(text);
    if (status < 200 || status >= 300) {
      const { code, message } = explain(body);
      const mayHaveHappened = changes && status >= 500;
      throw new VendorError(
        `${vendor} answered ${status} to ${method} ${path}${message ? `: ${message}` : ""}`,
        {
          vendor,
          status,
          code,
          retryAfterMs: readRetryAfter(told, Date.now()) ?? (mayHaveHappened ? SETTLE_MS : null),
          mayHaveHappened,
        },
      );
    }
    if (answer === null) return undefined as never;
    const read = answer.safeParse(body);
    if (read.success) return read.data;
    const { path: where, message } = read.error.issues[0] ?? { path: [], message: "" };
    throw new VendorError(
      `${vendor} answered ${method} ${path} in a shape that we do not know: ${where.join(".")} ${message}`,
      { vendor, status: null, code: null, retryAfterMs: null, mayHaveHappened: changes },
    );
  };
}

const dispatcher = new Agent({
  connectTimeout: TIMEOUT_MS,
  headersTimeout: TIMEOUT_MS,
  bodyTimeout: TIMEOUT_MS,
  maxResponseSize: LARGEST_ANSWER_BYTES,
});

function addressOf(origin: string, { path, query = {} }: VendorRequest<unknown>): URL {
  const url = new URL(path, origin);
  if (url.origin !== origin) throw new Error(`${path} would leave ${origin}.`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function messageOf(
  { method, headers: more, json, form, bytes }: VendorRequest<unknown>,
  headers: Record<string, string>,
) {
  const body =
    json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : bytes;
  const type: Record<string, string> =
    json !== undefined
      ? { "content-type": "application/json" }
      : form
        ? { "content-type": "application/x-www-form-urlencoded" }
        : {};
  return {
    method,
    headers: { "user-agent": "Sidethread/0.1", ...type, ...headers, ...more },
    ...(body === undefined ? {} : { body }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
