import type { Account } from "../account.ts";
import { type ApiContext, createApi, idParam, originOf } from "../http/api.ts";
import { agentsOnly } from "../http/authentication.ts";
import { recordNotFound } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import type { Rule, Ticket } from "../records.ts";
import { liveTickets, orderTickets } from "../tickets/find-tickets.ts";
import { presentTicket } from "../tickets/present-ticket.ts";
import { sideLoad } from "../tickets/side-load.ts";
import { meets } from "./conditions.ts";

/** The columns by which a view may be sorted, and the fields that they show. */
const COLUMNS: Record<string, string> = {
  created: "created_at",
  updated: "updated_at",
  nice_id: "id",
  requester: "requester_id",
};

/** What a view shows: its tickets and how many. */
export function viewRoutes({ state }: Account) {
  const api = createApi();
  const find = (c: ApiContext): Rule => {
    const view = state.views.get(idParam(c));
    if (!view) throw recordNotFound();
    return view;
  };
  const ticketsOf = (c: ApiContext, view: Rule): Ticket[] => {
    const found = liveTickets(state).filter((ticket) =>
      meets(view.conditions, { state, ticket, user: c.get("actor"), at: new Date(), audit: null }),
    );
    const by = c.req.query("sort_by") ?? view.output?.sort_by ?? "created";
    const order = c.req.query("sort_order") ?? view.output?.sort_order;
    return orderTickets(found, COLUMNS[by] ?? by, order === "desc");
  };
  const count = (c: ApiContext, view: Rule) => {
    const value = ticketsOf(c, view).length;
    return {
      url: `${originOf(c)}/api/v2/views/${view.id}/count.json`,
      view_id: view.id,
      value,
      pretty: String(value),
      fresh: true,
      active: view.active,
    };
  };

  api.get("/views/count_many", agentsOnly, (c) => {
    const ids = (c.req.query("ids") ?? "").split(",").map(Number);
    const views = ids.flatMap((id) => state.views.get(id) ?? []);
    return c.json({ view_counts: views.map((view) => count(c, view)) });
  });

  api.get("/views/:id/tickets", agentsOnly, (c) => {
    const { items, paging } = paginate(c, ticketsOf(c, find(c)));
    const origin = originOf(c);
    return c.json({
      tickets: items.map((ticket) => presentTicket(ticket, origin)),
      ...sideLoad(state, items, c.req.query("include") ?? "", origin),
      ...paging,
    });
  });

  api.get("/views/:id/count", agentsOnly, (c) => c.json({ view_count: count(c, find(c)) }));

  return api;
}
