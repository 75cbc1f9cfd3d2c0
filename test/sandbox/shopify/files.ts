import { Hono } from "hono";
import type { Shop } from "./shop/shop.ts";
import { jsonl } from "./views/bulk-operation.ts";

/** What Shopify keeps on other hosts: results of bulk operations, product pictures. */
export function fileRoutes(shop: Shop): Hono {
  const app = new Hono();
  app.get("/bulk-operations/:file{[0-9]+\\.jsonl}", (c) => {
    const operation = shop.state.bulkOperations.get(Number.parseInt(c.req.param("file"), 10));
    if (operation?.status !== "COMPLETED") return c.text("Not Found", 404);
    return c.body(jsonl(operation), 200, { "content-type": "application/jsonl" });
  });
  app.get("/cdn/products/:file{[a-z0-9-]+\\.svg}", (c) =>
    c.body(picture(c.req.param("file")), 200, { "content-type": "image/svg+xml" }),
  );
  return app;
}

function picture(file: string): string {
  const hue = Array.from(file).reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  const initial = file.charAt(0).toUpperCase();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <rect width="96" height="96" fill="hsl(${hue} 30% 85%)"/>
  <text x="48" y="64" font-family="system-ui,sans-serif" font-size="46" text-anchor="middle" fill="hsl(${hue} 35% 35%)">${initial}</text>
</svg>`;
}
