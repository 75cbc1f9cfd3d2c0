import { createHash } from "node:crypto";
import { overview } from "@sidethread/shared/overview";
import { sidebar } from "@sidethread/shared/sidebar";
import { Hono } from "hono";
import { describeRoute, resolver, validator } from "hono-openapi";
import { z } from "zod";
import { readOverview } from "../accounts/read-overview.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { requestTicketRefresh } from "../helpdesk/refresh-ticket.ts";
import { requestOrderRefresh } from "../orders/refresh-orders.ts";
import { requestProfileRefresh } from "../profiles/refresh-profile.ts";
import { readSidebar, type SidebarRead } from "../sidebar/read-sidebar.ts";
import type { Services } from "./environment.ts";
import { describeProblem, ProblemError } from "./problem.ts";
import { type SidebarEnv, verifySidebarToken } from "./sidebar-token.ts";

const query = z.object({ ticket_id: z.string().regex(/^[1-9]\d{0,18}$/, "the ticket's number") });

/** What the app in Zendesk asks for. */
export function appRoutes(services: Services) {
  const { database, wake } = services;

  async function refresh(
    scope: AccountScope,
    ticketId: string,
    stale: SidebarRead["refresh"],
    traceId: string,
  ) {
    if (!stale.ticket && !stale.profile && !stale.orders) return;
    await database.write(async (tx) => {
      if (stale.ticket) await requestTicketRefresh(tx, scope, ticketId, traceId);
      if (stale.profile) await requestProfileRefresh(tx, scope, stale.profile, traceId);
      if (stale.orders) await requestOrderRefresh(tx, scope, stale.orders, traceId);
    });
    wake();
  }

  return new Hono<SidebarEnv>()
    .use(verifySidebarToken(services))
    .get(
      "/sidebar",
      describeRoute({
        summary: "Everything that a ticket's sidebar shows",
        description: "Answered from the store; what is stale is refreshed behind it.",
        security: [{ sidebarToken: [] }],
        responses: {
          200: { description: "The sidebar", content: { "application/json": { schema: resolver(sidebar) } } },
          304: { description: "Nothing changed since the ETag given in If-None-Match" },
          401: describeProblem("No valid token"),
          422: describeProblem("No ticket number"),
        },
      }),
      validator("query", query, (result) => {
        if (!result.success)
          throw new ProblemError(422, "No ticket", "Give the ticket's number as ticket_id.");
      }),
      async (c) => {
        const { ticket_id: ticketId } = c.req.valid("query");
        const scope = c.get("scope");
        const read = await readSidebar(database.read, scope, ticketId);
        await refresh(scope, ticketId, read.refresh, c.get("traceId"));
        const body = JSON.stringify(read.sidebar);
        const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
        c.header("etag", etag);
        c.header("cache-control", "private, no-cache");
        if (c.req.header("if-none-match") === etag) return c.body(null, 304);
        return c.body(body, 200, { "content-type": "application/json" });
      },
    )
    .get(
      "/overview",
      describeRoute({
        summary: "Whether all is well, for the nav bar page",
        security: [{ sidebarToken: [] }],
        responses: {
          200: {
            description: "The overview",
            content: { "application/json": { schema: resolver(overview) } },
          },
          401: describeProblem("No valid token"),
        },
      }),
      async (c) => c.json(await readOverview(database.read, c.get("scope"), c.get("account"))),
    );
}
