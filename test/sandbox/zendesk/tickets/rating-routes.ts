import { z } from "zod";
import type { Account } from "../account.ts";
import { createApi, idParam, originOf, readBody } from "../http/api.ts";
import { agentsOnly } from "../http/authentication.ts";
import { forbidden, recordInvalid } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import type { SatisfactionRating } from "../records.ts";
import { now } from "../time.ts";
import { sendEvents, ticketEnvelope } from "../webhooks/send-events.ts";
import { findTicket } from "./find-tickets.ts";

const ratingBody = z.object({
  satisfaction_rating: z.object({ score: z.enum(["good", "bad"]), comment: z.string().optional() }),
});

const present = (rating: SatisfactionRating, origin: string) => ({
  ...rating,
  url: `${origin}/api/v2/satisfaction_ratings/${rating.id}.json`,
});

/** Customers' ratings: only the requester gives one, and only to a solved ticket. */
export function ratingRoutes(account: Account) {
  const { state } = account;
  const api = createApi();

  api.get("/satisfaction_ratings", agentsOnly, (c) => {
    const score = c.req.query("score");
    const since = Number(c.req.query("start_time") ?? 0) * 1000;
    const found = [...state.ratings.values()]
      .filter((rating) => score === undefined || rating.score === score)
      .filter((rating) => Date.parse(rating.created_at) >= since);
    const { items, paging } = paginate(c, found);
    return c.json({ satisfaction_ratings: items.map((rating) => present(rating, originOf(c))), ...paging });
  });

  api.post("/tickets/:id/satisfaction_rating", async (c) => {
    const ticket = findTicket(state, idParam(c));
    const actor = c.get("actor");
    if (actor?.id !== ticket.requester_id) throw forbidden();
    if (ticket.status !== "solved") throw recordInvalid("status", "Status: must be solved to be rated");
    const { satisfaction_rating: given } = await readBody(c, ratingBody);
    const at = now();
    const rating: SatisfactionRating = {
      id: state.nextId("rating"),
      ticket_id: ticket.id,
      requester_id: ticket.requester_id,
      assignee_id: ticket.assignee_id,
      group_id: ticket.group_id,
      score: given.score,
      comment: given.comment ?? null,
      created_at: at,
      updated_at: at,
    };
    state.ratings.set(rating.id, rating);
    ticket.satisfaction_rating = { id: rating.id, ...given, comment: given.comment ?? "" };
    ticket.updated_at = at;
    ticket.generated_timestamp = Date.parse(at) / 1000;
    account.events.emit("ticket", ticket.id);
    const satisfaction_score = { score: given.score.toUpperCase(), comment: rating.comment };
    const event = { type: "ticket.csat_received", event: { satisfaction_score } };
    sendEvents(account, [event], ticketEnvelope(ticket, actor));
    return c.json({ satisfaction_rating: present(rating, originOf(c)) });
  });

  return api;
}
