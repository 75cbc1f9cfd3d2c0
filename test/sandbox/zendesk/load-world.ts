import type { Ticket, World } from "../world/world.ts";
import type { User } from "./records.ts";
import { seedViews } from "./rules/seed-views.ts";
import type { ZendeskState } from "./state.ts";
import { createTicket, updateTicket } from "./tickets/save-ticket.ts";
import type { TicketInput } from "./tickets/ticket-input.ts";
import { isoSeconds } from "./time.ts";
import { createUser } from "./users/save-user.ts";

const LONG_AGO = "2024-01-08T09:00:00Z";
/** Solved tickets close after a day. */
const CLOSED_AFTER_MS = 24 * 3_600_000;
const dates = { created_at: LONG_AGO, updated_at: LONG_AGO };

type Ids = Map<string, number>;

function loadBrands(state: ZendeskState, world: World): Ids {
  return new Map(
    world.brands.map(({ key, name, subdomain, default: isDefault }) => {
      const id = state.nextId("brand");
      state.brands.set(id, { id, name, subdomain, default: isDefault, active: true, ...dates });
      return [key, id];
    }),
  );
}

function loadGroups(state: ZendeskState, world: World): Ids {
  return new Map(
    world.groups.map(({ key, name }, index) => {
      const id = state.nextId("group");
      state.groups.set(id, { id, name, description: "", default: index === 0, ...dates });
      return [key, id];
    }),
  );
}

function loadAgents(state: ZendeskState, world: World, groups: Ids): Map<string, User> {
  return new Map(
    world.agents.map(({ key, name, email, role, group, locale, timeZone }) => {
      const group_id = groups.get(group)!;
      const { user } = createUser(state, {
        name,
        email,
        role,
        locale,
        time_zone: timeZone,
        default_group_id: group_id,
        verified: true,
      });
      Object.assign(user, dates);
      const id = state.nextId("membership");
      state.memberships.set(id, { id, user_id: user.id, group_id, default: true, ...dates });
      return [key, user];
    }),
  );
}

function loadEndUsers(state: ZendeskState, world: World): Map<string, User> {
  const known = world.customers.filter(({ zendeskUser }) => zendeskUser !== "none");
  return new Map(
    known.map((customer) => {
      const { user } = createUser(state, {
        name: `${customer.firstName} ${customer.lastName}`,
        email: customer.email,
        locale: customer.locale,
        time_zone: customer.timeZone,
        verified: true,
        ...(customer.zendeskUser === "email_and_phone" && { phone: customer.phone }),
      });
      const since = isoSeconds(customer.createdAt);
      Object.assign(user, { created_at: since, updated_at: since });
      return [customer.key, user];
    }),
  );
}

/** Plays a ticket's history: its comments at their times, and its status at the end. */
function loadTicket(
  state: ZendeskState,
  ticket: Ticket,
  requester: User,
  assignee: User,
  input: TicketInput,
): void {
  const authors = { requester, assignee };
  const spoken = ticket.comments.map(({ author, public: isPublic, body, at }) => ({
    save: { actor: authors[author], channel: ticket.channel, at },
    comment: { body, public: isPublic },
  }));
  const [first, ...others] = spoken;
  if (!first) return;
  const { ticket: made } = createTicket(state, first.save, requester, { ...input, comment: first.comment });
  for (const { save, comment } of others) updateTicket(state, save, made, { comment });
  const save = { ...spoken.at(-1)!.save, actor: assignee };
  if (ticket.status === "closed") {
    updateTicket(state, save, made, { status: "solved" });
    save.at = new Date(save.at.getTime() + CLOSED_AFTER_MS);
  }
  if (made.status !== ticket.status) updateTicket(state, save, made, { status: ticket.status });
}

/** Fills an account with the make-believe shop: staff, customers, tickets and the rules that Zendesk starts with. */
export function loadWorld(state: ZendeskState, world: World): void {
  const brands = loadBrands(state, world);
  const groups = loadGroups(state, world);
  const agents = loadAgents(state, world, groups);
  const endUsers = loadEndUsers(state, world);
  const anyAgent = [...agents.values()][0]!;
  for (const ticket of world.tickets) {
    const requester = endUsers.get(ticket.requester);
    if (!requester) continue;
    const assignee = ticket.assignee === null ? null : (agents.get(ticket.assignee) ?? null);
    loadTicket(state, ticket, requester, assignee ?? anyAgent, {
      subject: ticket.subject,
      brand_id: brands.get(ticket.brand)!,
      group_id: groups.get(ticket.group)!,
      tags: ticket.tags,
      priority: ticket.priority,
      type: ticket.type,
      ...(assignee && { assignee_id: assignee.id }),
    });
  }
  seedViews(state);
}
