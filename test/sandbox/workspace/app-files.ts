import { Hono } from "hono";
import { getMimeType } from "hono/utils/mime";
import { buildWorkspace } from "./build.ts";
import type { InstalledApp } from "./installed-app.ts";

const CDN_SDK = /https:\/\/static\.zdassets\.com\/zendesk_app_framework_sdk\/[\d.]+\/zaf_sdk(\.min)?\.js/g;

/** Serves the packages of installed apps; their pages load the ZAF SDK from here instead of from Zendesk's CDN. */
export function appFiles(installations: () => InstalledApp[]): Hono {
  const app = new Hono();

  app.get("/zaf_sdk.min.js", async (c) =>
    c.body((await buildWorkspace()).zafSdk, 200, { "content-type": "text/javascript" }),
  );

  app.get("/:installation/*", (c) => {
    const id = c.req.param("installation");
    const installed = installations().find(({ installationId }) => String(installationId) === id);
    const path = decodeURIComponent(c.req.path.slice(c.req.path.indexOf(`/${id}/`) + id.length + 2));
    const file = installed?.files.get(path);
    if (!file) return c.notFound();
    if (path.endsWith(".html")) {
      return c.html(new TextDecoder().decode(file).replace(CDN_SDK, "/_apps/zaf_sdk.min.js"));
    }
    return c.body(new Uint8Array(file), 200, {
      "content-type": getMimeType(path) ?? "application/octet-stream",
      "access-control-allow-origin": "*",
    });
  });

  return app;
}
