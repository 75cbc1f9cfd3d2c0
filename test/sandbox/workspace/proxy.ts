import { type Context, Hono } from "hono";
import type { InstalledApp } from "./installed-app.ts";
import { isWhitelisted, outgoing, proxyRequest } from "./proxy-rules.ts";

const TIMEOUT_MS = 30_000;

/** What the workspace hands on to the app as its answer. */
interface Answer {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string;
}

const refusal = (status: number, statusText: string, message: string): Answer => ({
  status,
  statusText,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ error: message }),
});

async function send(request: Request): Promise<Answer> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return {
      status: answer.status,
      statusText: answer.statusText,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    };
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === "TimeoutError";
    return timedOut
      ? refusal(504, "Gateway Timeout", "The host did not answer in time")
      : refusal(502, "Bad Gateway", "The host could not be reached");
  }
}

/** Zendesk's proxy: carries an app's requests to hosts that its manifest names. */
export function proxy(installations: () => InstalledApp[], isSignedIn: (c: Context) => boolean): Hono {
  const app = new Hono();

  app.post("/:installation", async (c) => {
    if (!isSignedIn(c)) return c.json({ error: "Couldn't authenticate you" }, 401);
    const id = Number(c.req.param("installation"));
    const installed = installations().find(({ installationId }) => installationId === id);
    if (!installed) return c.json({ error: "RecordNotFound", description: "Not found" }, 404);
    const request = proxyRequest.safeParse(await c.req.json());
    if (!request.success)
      return c.json(refusal(400, "Bad Request", request.error.issues[0]?.message ?? "Bad Request"));
    const leaving = await outgoing(request.data, installed, new Date());
    if (!isWhitelisted(leaving.url, installed.domainWhitelist)) {
      return c.json(
        refusal(403, "Forbidden", `${new URL(leaving.url).host} is not in the app's domainWhitelist`),
      );
    }
    return c.json(await send(leaving));
  });

  return app;
}
