export interface AttackRequest {
  method: string;
  /** Below the server's origin, with its query. */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export type Send = (request: AttackRequest) => Promise<Answer>;

const PATIENCE_MS = 10_000;

/** Sends requests as they are, and follows no redirect. */
export const createClient =
  (origin: string): Send =>
  async ({ method, path, headers = {}, body }) => {
    const answer = await fetch(origin + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
