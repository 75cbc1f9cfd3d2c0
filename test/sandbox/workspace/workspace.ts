import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { streamSSE } from "hono/streaming";
import { getMimeType } from "hono/utils/mime";
import { appFiles } from "./app-files.ts";
import { buildWorkspace } from "./build.ts";
import type { InstalledApp } from "./installed-app.ts";
import { proxy } from "./proxy.ts";

/** The cookie that tells the Zendesk sandbox which agent is at the screen. */
const AGENT_COOKIE = "sandbox_agent";

type Listener = (id: number) => void;

export interface WorkspaceOptions {
  subdomain: string;
  /** Who is signed in until someone else is chosen. */
  defaultAgent(): number;
  installations(): InstalledApp[];
  /** Tells of every changed ticket. */
  events: {
    on(event: "ticket", listener: Listener): unknown;
    off(event: "ticket", listener: Listener): unknown;
  };
}

const publicSettings = ({ settings, parameters }: InstalledApp) => {
  const secure = new Set(parameters.filter((parameter) => parameter.secure).map(({ name }) => name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secure.has(name)));
};

/**
 * The agent workspace, for the Zendesk sandbox's own origin: the page under `/agent`, apps' packages under `/_apps`,
 * the proxy for their requests, and a stream of changed tickets.
 */
export function workspace({ subdomain, defaultAgent, installations, events }: WorkspaceOptions): Hono {
  const app = new Hono();

  app.get("/_sandbox/agent/account", (c) =>
    c.json({
      subdomain,
      apps: installations().map((installed) => ({
        appId: installed.appId,
        installationId: installed.installationId,
        name: installed.name,
        version: installed.version,
        locations: installed.locations.support ?? {},
        icons: [...installed.files.keys()].filter((path) =>
          /^assets\/(logo-small|icon_\w+)\.\w+$/.test(path),
        ),
        settings: publicSettings(installed),
      })),
    }),
  );

  app.get("/_sandbox/agent/events", (c) =>
    streamSSE(c, async (stream) => {
      const tell: Listener = (id) => void stream.writeSSE({ event: "ticket", data: String(id) });
      events.on("ticket", tell);
      await stream.writeSSE({ event: "ready", data: "" });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      events.off("ticket", tell);
    }),
  );

  app.get("/_sandbox/agent/sign-in/:user", (c) => {
    setCookie(c, AGENT_COOKIE, c.req.param("user"), { path: "/" });
    return c.redirect("/agent");
  });

  app.route("/_apps", appFiles(installations));
  app.route(
    "/_proxy",
    proxy(installations, (c) => getCookie(c, AGENT_COOKIE) !== undefined),
  );

  app.get("/agent/assets/*", async (c) => {
    const path = c.req.path.slice("/agent/".length);
    const content = (await buildWorkspace()).page.get(path);
    if (content === undefined) return c.notFound();
    return new Response(content as BodyInit, {
      headers: {
        "content-type": getMimeType(path) ?? "application/octet-stream",
        "cache-control": "public, max-age=31536000, immutable",
      },
    });
  });

  app.get("/agent/*", async (c) => {
    if (!getCookie(c, AGENT_COOKIE)) setCookie(c, AGENT_COOKIE, String(defaultAgent()), { path: "/" });
    c.header("cache-control", "no-store");
    return c.html((await buildWorkspace()).page.get("index.html") as string);
  });

  return app;
}
