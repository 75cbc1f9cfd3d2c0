import { readFile } from "node:fs/promises";
import { Hono } from "hono";

const PAGE = new URL("./page/", import.meta.url);

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const read = (file: string) => readFile(new URL(file, PAGE), "utf8");

/** The page, its style, and its TypeScript with the types taken off when it is asked for. */
export function assets() {
  const app = new Hono();

  app.get("/", async (c) => {
    c.header("content-security-policy", POLICY);
    c.header("referrer-policy", "no-referrer");
    return c.html(await read("page.html"));
  });

  app.get("/page/:file{(style/)?[a-z-]+\\.(css|svg)}", async (c) => {
    const file = c.req.param("file");
    const content = await read(file).catch(() => null);
    const type = file.endsWith(".css") ? "text/css" : "image/svg+xml";
    return content === null ? c.notFound() : c.body(content, 200, { "content-type": type });
  });

  app.get("/page/:file{[a-z-]+\\.ts}", async (c) => {
    const file = c.req.param("file");
    const source = await read(file).catch(() => null);
    if (source === null) return c.notFound();
    const { transformWithOxc } = await import("vite");
    const { code } = await transformWithOxc(source, file, { sourcemap: false });
    return c.body(code, 200, { "content-type": "text/javascript" });
  });

  return app;
}
