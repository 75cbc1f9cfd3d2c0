import { z } from "zod";
import type { Account } from "../account.ts";
import { type ApiContext, createApi, idParam, originOf, readBody } from "../http/api.ts";
import { agent } from "../http/authentication.ts";
import { invalidAttribute, recordNotFound } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import { now } from "../time.ts";
import { presentUser } from "../users/present-user.ts";
import { findTicket } from "./find-tickets.ts";
import { auditsOf, commentsOf } from "./history.ts";
import { presentAudit, presentComment } from "./present-ticket.ts";
import { submitTicket } from "./submit-ticket.ts";
import type { TicketInput } from "./ticket-input.ts";
import { ticketMetric } from "./ticket-metric.ts";

const tagsBody = z.object({ tags: z.array(z.string()) });

const newestFirst = (c: ApiContext) =>
  c.req.query("sort_order") === "desc" || (c.req.query("sort")?.startsWith("-") ?? false);

/** What hangs on a ticket: comments, audits, tags, metrics. */
export function historyRoutes(account: Account) {
  const { state } = account;
  const api = createApi();

  function page<Item>(c: ApiContext, oldestFirst: Item[]) {
    return paginate(c, newestFirst(c) ? [...oldestFirst].reverse() : oldestFirst);
  }

  api.get("/tickets/:id/comments", (c) => {
    const ticket = findTicket(state, idParam(c));
    const { items, paging } = page(c, commentsOf(state, ticket.id));
    const authors = [...new Set(items.map((comment) => comment.author_id))];
    const users = authors.flatMap((id) => state.users.get(id) ?? []);
    return c.json({
      comments: items.map((comment) => presentComment(comment, originOf(c))),
      ...(c.req.query("include") === "users" && {
        users: users.map((user) => presentUser(user, originOf(c))),
      }),
      ...paging,
    });
  });

  api.get("/tickets/:id/comments/count", (c) => {
    const value = commentsOf(state, findTicket(state, idParam(c)).id).length;
    return c.json({ count: { value, refreshed_at: now() } });
  });

  api.get("/tickets/:id/audits", (c) => {
    const ticket = findTicket(state, idParam(c));
    const { items, paging } = page(c, auditsOf(state, ticket.id));
    return c.json({ audits: items.map((audit) => presentAudit(audit, originOf(c))), ...paging });
  });

  api.get("/tickets/:id/audits/:audit", (c) => {
    const ticket = findTicket(state, idParam(c));
    const audit = auditsOf(state, ticket.id).find(({ id }) => id === idParam(c, "audit"));
    if (!audit) throw recordNotFound();
    return c.json({ audit: presentAudit(audit, originOf(c)) });
  });

  api.get("/tickets/:id/metrics", (c) => {
    const ticket = findTicket(state, idParam(c));
    return c.json({ ticket_metric: ticketMetric(state, ticket, originOf(c)) });
  });

  api.get("/tickets/:id/tags", (c) => c.json({ tags: findTicket(state, idParam(c)).tags }));

  const changeTags = (c: ApiContext, input: TicketInput): string[] => {
    const ticket = findTicket(state, idParam(c));
    const save = { actor: agent(c), channel: c.get("channel"), at: new Date() };
    return submitTicket(account, save, ticket, input).ticket.tags;
  };

  api.post("/tickets/:id/tags", async (c) => {
    const { tags } = await readBody(c, tagsBody);
    return c.json({ tags: changeTags(c, { tags }) }, 201);
  });

  api.put("/tickets/:id/tags", async (c) => {
    const { tags } = await readBody(c, tagsBody);
    return c.json({ tags: changeTags(c, { additional_tags: tags }) });
  });

  api.delete("/tickets/:id/tags", async (c) => {
    const named = c.req.query("tags")?.split(",");
    const tags = named ?? (await readBody(c, tagsBody)).tags;
    if (tags.length === 0) throw invalidAttribute("tags", "must be a list of tags");
    return c.json({ tags: changeTags(c, { remove_tags: tags }) });
  });

  return api;
}
