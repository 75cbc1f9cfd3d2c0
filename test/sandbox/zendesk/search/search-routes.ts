import type { Account } from "../account.ts";
import { type ApiContext, createApi, originOf } from "../http/api.ts";
import { agentsOnly } from "../http/authentication.ts";
import { ZendeskError } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import { liveTickets, orderTickets } from "../tickets/find-tickets.ts";
import { presentTicket } from "../tickets/present-ticket.ts";
import { findUsers } from "../users/find-users.ts";
import { presentUser } from "../users/present-user.ts";
import { parseQuery } from "./query.ts";
import { isIndexed } from "./search-index.ts";
import { ticketMatches } from "./ticket-search.ts";

const MOST_RESULTS = 1000;

/** `/search`: tickets and users by Zendesk's search language. */
export function searchRoutes({ state }: Account) {
  const api = createApi();

  function search(c: ApiContext) {
    const text = c.req.query("query");
    if (!text) {
      throw new ZendeskError(422, { error: "invalid", description: "Invalid search: query is required" });
    }
    const query = parseQuery(text).filter(({ field }) => field !== "order_by" && field !== "sort");
    const type = query.find(({ field }) => field === "type")?.value;
    const found = liveTickets(state).filter(
      (one) => isIndexed(state, one) && ticketMatches(state, one, query),
    );
    const by = c.req.query("sort_by") ?? "created_at";
    const tickets = orderTickets(found, by, c.req.query("sort_order") !== "asc");
    const users = findUsers(state, query);
    const origin = originOf(c);
    return [
      ...(type === "user" ? [] : tickets).map((one) => ({
        ...presentTicket(one, origin),
        result_type: "ticket",
      })),
      ...(type === "ticket" ? [] : users).map((one) => ({
        ...presentUser(one, origin),
        result_type: "user",
      })),
    ];
  }

  api.get("/search", agentsOnly, (c) => {
    const page = Number(c.req.query("page")) || 1;
    const perPage = Number(c.req.query("per_page")) || 100;
    if (page * perPage > MOST_RESULTS) {
      throw new ZendeskError(422, {
        error: "invalid",
        description: "Invalid search: Requested response size was greater than Search Response Limits",
      });
    }
    const { items, paging } = paginate(c, search(c));
    return c.json({ results: items, facets: null, ...paging });
  });

  api.get("/search/count", agentsOnly, (c) => c.json({ count: search(c).length }));

  return api;
}
