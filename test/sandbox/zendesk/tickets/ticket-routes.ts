import type { Account } from "../account.ts";
import { type ApiContext, createApi, idParam, originOf, readBody } from "../http/api.ts";
import { agent, agentsOnly } from "../http/authentication.ts";
import { invalidAttribute } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import type { RateWindows } from "../http/rate-limit.ts";
import type { Ticket } from "../records.ts";
import { now } from "../time.ts";
import { deleteTicket } from "./delete-ticket.ts";
import { findTicket, liveTickets, sortTickets } from "./find-tickets.ts";
import { idempotent } from "./idempotency.ts";
import { presentAudit, presentTicket } from "./present-ticket.ts";
import type { Save } from "./save-ticket.ts";
import { commentCount, sideLoad } from "./side-load.ts";
import { submitNewTicket, submitTicket } from "./submit-ticket.ts";
import { ticketBody } from "./ticket-input.ts";

/** Who saves, as the request has it. */
const saveOf = (c: ApiContext): Save => ({ actor: agent(c), channel: c.get("channel"), at: new Date() });

/** `/tickets`: create, read, list, update, delete. */
export function ticketRoutes(account: Account, windows: RateWindows) {
  const { state } = account;
  const api = createApi();
  api.use("/tickets", agentsOnly);
  api.use("/tickets/*", agentsOnly);

  const list = (c: ApiContext, tickets: Ticket[]) => {
    const { items, paging } = paginate(c, sortTickets(c, tickets));
    const include = c.req.query("include") ?? "";
    const origin = originOf(c);
    return c.json({
      tickets: items.map((one) => ({ ...presentTicket(one, origin), ...commentCount(state, one, include) })),
      ...sideLoad(state, items, include, origin),
      ...paging,
    });
  };

  api.get("/tickets", (c) => {
    const externalId = c.req.query("external_id");
    const tickets = liveTickets(state);
    return list(
      c,
      externalId === undefined ? tickets : tickets.filter((one) => one.external_id === externalId),
    );
  });

  api.get("/tickets/count", (c) =>
    c.json({ count: { value: liveTickets(state).length, refreshed_at: now() } }),
  );

  api.get("/tickets/show_many", (c) => {
    const ids = c.req.query("ids")?.split(",").map(Number);
    if (!ids?.every(Number.isInteger)) throw invalidAttribute("ids", "must be a list of integers");
    return list(
      c,
      liveTickets(state).filter((one) => ids.includes(one.id)),
    );
  });

  api.get("/users/:id/tickets/requested", agentsOnly, (c) =>
    list(
      c,
      liveTickets(state).filter((one) => one.requester_id === idParam(c)),
    ),
  );

  api.get("/users/:id/tickets/assigned", agentsOnly, (c) =>
    list(
      c,
      liveTickets(state).filter((one) => one.assignee_id === idParam(c)),
    ),
  );

  api.post("/tickets", idempotent(), async (c) => {
    const { ticket: input } = await readBody(c, ticketBody);
    const { ticket, audit } = submitNewTicket(account, saveOf(c), input);
    const shown = presentTicket(ticket, originOf(c));
    const body = { ticket: shown, audit: presentAudit(audit, originOf(c)) };
    return c.json(body, 201, { location: shown.url });
  });

  api.get("/tickets/:id", (c) => {
    const ticket = findTicket(state, idParam(c));
    const include = c.req.query("include") ?? "";
    const origin = originOf(c);
    return c.json({
      ticket: { ...presentTicket(ticket, origin), ...commentCount(state, ticket, include) },
      ...sideLoad(state, [ticket], include, origin),
    });
  });

  api.put("/tickets/:id", async (c) => {
    const ticket = findTicket(state, idParam(c));
    const save = saveOf(c);
    // An update counts even if it changes nothing or is refused.
    windows.demand(
      `updates of ticket ${ticket.id} by user ${save.actor.id}`,
      state.limits.updatesPerTicket,
      state.limits.updateWindowSeconds,
    );
    const { ticket: input } = await readBody(c, ticketBody);
    const { audit } = submitTicket(account, save, ticket, input);
    return c.json({ ticket: presentTicket(ticket, originOf(c)), audit: presentAudit(audit, originOf(c)) });
  });

  api.delete("/tickets/:id", (c) => {
    deleteTicket(account, findTicket(state, idParam(c)), agent(c));
    return c.body(null, 204);
  });

  return api;
}
