import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { createClickCounter } from "../conversations/links/count-click.ts";
import { isRobot } from "../conversations/links/is-robot.ts";
import { findLink } from "../conversations/links/link-store.ts";
import { grantScope } from "../database/grant-scope.ts";
import type { Env, Services } from "./environment.ts";

/** Where the short links in texts lead on from. A customer reads these answers, so they are plain words. */
export function linkRoutes({ database, log, wake }: Services) {
  const countClick = createClickCounter(database.write);
  return new Hono<Env>().get(
    "/:code",
    describeRoute({
      summary: "Leads on to what a link in a text was shortened from, and counts the click",
      responses: {
        302: { description: "To the link as the agent wrote it" },
        404: { description: "There is no such link" },
        410: { description: "The link has expired" },
      },
    }),
    async (c) => {
      c.header("cache-control", "no-store");
      c.header("x-robots-tag", "noindex");
      const link = await findLink(database.read, c.req.param("code"));
      if (!link) return c.text("There is no such link. Please check that all of it was copied.\n", 404);
      if (link.expiresAt.getTime() <= Date.now())
        return c.text("This link has expired. Please ask us for a new one.\n", 410);

      if (c.req.method === "GET" && !isRobot((name) => c.req.header(name))) {
        const traceId = c.get("traceId");
        // Whoever follows a link gets there, counted or not.
        await countClick(grantScope(link.accountId), link, traceId)
          .then((first) => first && wake())
          .catch((err) => log.warn({ err, trace: traceId }, "click not counted"));
      }
      c.header("location", new URL(link.url).href);
      return c.body(null, 302);
    },
  );
}
