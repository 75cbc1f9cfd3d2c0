import { z } from "zod";
import type { Account } from "../account.ts";
import { type ApiContext, createApi, idParam, originOf, readBody } from "../http/api.ts";
import { adminWrites, agentsOnly } from "../http/authentication.ts";
import { invalidAttribute, recordNotFound } from "../http/errors.ts";
import type { User } from "../records.ts";
import { now } from "../time.ts";
import { type EventBody, sendEvents, userEnvelope } from "../webhooks/send-events.ts";
import { identitiesOf } from "./identities.ts";
import { presentUser } from "./present-user.ts";

const mergeBody = z.object({ user: z.object({ id: z.coerce.number() }) });

/** End users who are deleted, or become one with another. */
export function goneUserRoutes(account: Account) {
  const { state } = account;
  const api = createApi();
  const endUser = (id: number): User => {
    const user = state.users.get(id);
    if (!user?.active) throw recordNotFound();
    if (user.role !== "end-user") throw invalidAttribute("id", "must be an end user");
    return user;
  };
  const retire = (user: User, event: EventBody) => {
    Object.assign(user, { active: false, updated_at: now() });
    account.events.emit("user", user.id);
    const inactive = { type: "user.active_changed", event: { current: false, previous: true } };
    sendEvents(account, [inactive, event], userEnvelope(user));
  };
  const show = (c: ApiContext, user: User) => c.json({ user: presentUser(user, originOf(c)) });

  api.delete("/users/:id", agentsOnly, adminWrites, (c) => {
    const user = endUser(idParam(c));
    for (const { id } of identitiesOf(state, user.id)) state.identities.delete(id);
    retire(user, { type: "user.deleted", event: {} });
    return show(c, user);
  });

  /** The user in the path becomes part of the one in the body, with tickets, addresses and numbers. */
  api.put("/users/:id/merge", agentsOnly, async (c) => {
    const loser = endUser(idParam(c));
    const winner = endUser((await readBody(c, mergeBody)).user.id);
    if (winner === loser) throw invalidAttribute("user", "must be another user");
    for (const identity of identitiesOf(state, loser.id)) {
      Object.assign(identity, { user_id: winner.id, primary: false });
    }
    for (const ticket of state.tickets.values()) {
      if (ticket.requester_id === loser.id) ticket.requester_id = winner.id;
    }
    retire(loser, { type: "user.merged", event: { user: { id: String(winner.id) } } });
    return show(c, winner);
  });

  return api;
}
