import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { ApiEnv } from "../http/api.ts";
import { ZendeskError } from "../http/errors.ts";

const KEPT_MS = 2 * 3_600_000;
const LONGEST = 255;

interface Answered {
  at: number;
  fingerprint: string;
  body: string;
  headers: Record<string, string>;
}

const refused = (status: 400 | 409, description: string) =>
  new ZendeskError(status, { error: "IdempotentRequestError", description });

/** Answers a request that repeats an `Idempotency-Key` with the first one's answer, for two hours. */
export function idempotent() {
  const answered = new Map<string, Answered>();
  const running = new Set<string>();

  return createMiddleware<ApiEnv>(async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined) return next();
    if (key.length > LONGEST) throw refused(400, `Idempotency key must be at most ${LONGEST} characters`);
    if (running.has(key))
      throw refused(409, "A request with the given idempotency key is still being processed");
    running.add(key);
    try {
      const fingerprint = createHash("sha256")
        .update(await c.req.text())
        .digest("hex");
      const first = answered.get(key);
      if (first && first.at + KEPT_MS > Date.now()) {
        if (first.fingerprint !== fingerprint) {
          throw refused(400, "Request parameters don't match the given idempotency key");
        }
        c.res = new Response(first.body, {
          status: 201,
          headers: { ...first.headers, "x-idempotency-lookup": "hit" },
        });
        return;
      }
      await next();
      c.res.headers.set("x-idempotency-lookup", "miss");
      if (c.res.status !== 201) return;
      const headers = Object.fromEntries(c.res.headers);
      answered.set(key, { at: Date.now(), fingerprint, body: await c.res.clone().text(), headers });
    } finally {
      running.delete(key);
    }
  });
}
