import type { Ticket } from "../records.ts";
import { presentBrand, presentGroup } from "../settings/present.ts";
import type { ZendeskState } from "../state.ts";
import { presentUser } from "../users/present-user.ts";
import { commentsOf } from "./history.ts";
import { ticketMetric } from "./ticket-metric.ts";

function known<Item>(map: Map<number, Item>, ids: (number | null)[]): Item[] {
  return [...new Set(ids)].flatMap((id) => (id === null ? [] : (map.get(id) ?? [])));
}

/** What a query's `include` asks for beside the tickets. */
export function sideLoad(state: ZendeskState, tickets: Ticket[], include: string, origin: string): object {
  const wanted = include.split(",");
  const users = tickets.flatMap((one) => [one.requester_id, one.submitter_id, one.assignee_id]);
  return {
    ...(wanted.includes("users") && {
      users: known(state.users, users).map((user) => presentUser(user, origin)),
    }),
    ...(wanted.includes("groups") && {
      groups: known(
        state.groups,
        tickets.map((one) => one.group_id),
      ).map((group) => presentGroup(group, origin)),
    }),
    ...(wanted.includes("brands") && {
      brands: known(
        state.brands,
        tickets.map((one) => one.brand_id),
      ).map((brand) => presentBrand(brand, origin)),
    }),
    ...(wanted.includes("organizations") && { organizations: [] }),
    ...(wanted.includes("metric_sets") && {
      metric_sets: tickets.map((ticket) => ticketMetric(state, ticket, origin)),
    }),
  };
}

/** How many comments a ticket has, where `include=comment_count` asks for it. */
export function commentCount(state: ZendeskState, ticket: Ticket, include: string): object {
  return include.split(",").includes("comment_count")
    ? { comment_count: commentsOf(state, ticket.id).length }
    : {};
}
