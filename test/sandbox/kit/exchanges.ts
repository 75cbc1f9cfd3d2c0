import { createMiddleware } from "hono/factory";

/** One request that a vendor received and what it answered. Bodies are text, as they went over the wire. */
export interface Exchange {
  at: Date;
  method: string;
  /** Path with its query. */
  path: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number;
  responseHeaders: Record<string, string>;
  responseBody: string;
}

const KEPT = 2000;
const isText = (type: string | null) =>
  type === null || /json|text|x-www-form-urlencoded|javascript/.test(type);

const stopped = new WeakSet<Exchange[]>();

/** Writes no more into these logs: a benchmark's vendors answer without that work. */
export function stopRecording(logs: Exchange[][]): void {
  for (const log of logs) stopped.add(log);
}

/** Writes every exchange into `log` (the newest 2,000), except the sandbox's own `/_sandbox` paths. */
export function recordExchanges(log: Exchange[]) {
  return createMiddleware(async (c, next) => {
    if (stopped.has(log) || c.req.path.startsWith("/_sandbox")) return next();
    const requestBody = isText(c.req.header("content-type") ?? null) ? await c.req.raw.clone().text() : "";
    await next();
    const url = new URL(c.req.url);
    log.push({
      at: new Date(),
      method: c.req.method,
      path: url.pathname + url.search,
      requestHeaders: c.req.header(),
      requestBody,
      status: c.res.status,
      responseHeaders: Object.fromEntries(c.res.headers),
      responseBody: isText(c.res.headers.get("content-type")) ? await c.res.clone().text() : "",
    });
    if (log.length > KEPT) log.splice(0, log.length - KEPT);
  });
}
