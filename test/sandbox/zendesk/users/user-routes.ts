import { z } from "zod";
import type { Account } from "../account.ts";
import { createApi, idParam, originOf, readBody } from "../http/api.ts";
import { agentsOnly } from "../http/authentication.ts";
import { invalidAttribute, recordNotFound } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import type { User } from "../records.ts";
import { parseQuery } from "../search/query.ts";
import { announceUser } from "./announce-user.ts";
import { findUsers } from "./find-users.ts";
import { anonymousUser, presentUser } from "./present-user.ts";
import { createOrUpdateUser, createUser, updateUser } from "./save-user.ts";
import { userBody } from "./user-input.ts";

const idList = z
  .string()
  .regex(/^\d+(,\d+)*$/)
  .transform((text) => text.split(",").map(Number));

/** `/users` and what finds them. */
export function userRoutes(account: Account) {
  const { state } = account;
  const api = createApi();
  const byId = (id: number): User => {
    const user = state.users.get(id);
    if (!user) throw recordNotFound();
    return user;
  };

  api.get("/users/me", (c) => {
    const actor = c.get("actor");
    const user = actor ? presentUser(actor, originOf(c)) : anonymousUser;
    return c.json({ user: { ...user, authenticity_token: "sandbox-authenticity-token" } });
  });

  api.use("/users/*", agentsOnly);
  api.use("/users", agentsOnly);

  api.get("/users", (c) => {
    const roles = [...(c.req.queries("role[]") ?? []), ...(c.req.queries("role") ?? [])];
    const externalId = c.req.query("external_id");
    const found = [...state.users.values()]
      .filter((user) => roles.length === 0 || roles.includes(user.role))
      .filter((user) => externalId === undefined || user.external_id === externalId);
    const { items, paging } = paginate(c, found);
    return c.json({ users: items.map((user) => presentUser(user, originOf(c))), ...paging });
  });

  api.get("/users/search", (c) => {
    const externalId = c.req.query("external_id");
    const query = externalId
      ? parseQuery(`external_id:"${externalId}"`)
      : parseQuery(c.req.query("query") ?? "");
    const found = findUsers(state, query);
    const { items, paging } = paginate(c, found);
    return c.json({ users: items.map((user) => presentUser(user, originOf(c))), ...paging });
  });

  api.get("/users/show_many", (c) => {
    const externalIds = c.req.query("external_ids")?.split(",");
    const ids = idList.safeParse(c.req.query("ids"));
    if (!externalIds && !ids.success) throw invalidAttribute("ids", "must be a list of integers");
    const users = [...state.users.values()].filter((user) =>
      externalIds ? externalIds.includes(user.external_id ?? "") : ids.data!.includes(user.id),
    );
    const { items, paging } = paginate(c, users);
    return c.json({ users: items.map((user) => presentUser(user, originOf(c))), ...paging });
  });

  api.post("/users", async (c) => {
    const { user: input } = await readBody(c, userBody);
    const change = createUser(state, input);
    announceUser(account, change);
    const user = presentUser(change.user, originOf(c));
    return c.json({ user }, 201, { location: user.url });
  });

  api.post("/users/create_or_update", async (c) => {
    const { user: input } = await readBody(c, userBody);
    const change = createOrUpdateUser(state, input);
    announceUser(account, change);
    const user = presentUser(change.user, originOf(c));
    return c.json({ user }, change.before ? 200 : 201, { location: user.url });
  });

  api.get("/users/:id", (c) => c.json({ user: presentUser(byId(idParam(c)), originOf(c)) }));

  api.put("/users/:id", async (c) => {
    const user = byId(idParam(c));
    const { user: input } = await readBody(c, userBody);
    announceUser(account, updateUser(state, user, input));
    return c.json({ user: presentUser(user, originOf(c)) });
  });

  return api;
}
