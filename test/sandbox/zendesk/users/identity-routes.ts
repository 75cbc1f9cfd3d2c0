import type { Account } from "../account.ts";
import { createApi, idParam, originOf, readBody } from "../http/api.ts";
import { recordNotFound } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import { announceUser } from "./announce-user.ts";
import { addIdentity, identitiesOf } from "./identities.ts";
import { presentIdentity } from "./present-user.ts";
import { identityBody } from "./user-input.ts";

/** A user's e-mail addresses and numbers. */
export function identityRoutes(account: Account) {
  const { state } = account;
  const api = createApi();
  const userOf = (id: number) => {
    const user = state.users.get(id);
    if (!user) throw recordNotFound();
    return user;
  };

  api.get("/users/:user/identities", (c) => {
    const user = userOf(idParam(c, "user"));
    const { items, paging } = paginate(c, identitiesOf(state, user.id));
    return c.json({ identities: items.map((item) => presentIdentity(item, originOf(c))), ...paging });
  });

  api.get("/users/:user/identities/:id", (c) => {
    const identity = state.identities.get(idParam(c));
    if (!identity || identity.user_id !== idParam(c, "user")) throw recordNotFound();
    return c.json({ identity: presentIdentity(identity, originOf(c)) });
  });

  api.post("/users/:user/identities", async (c) => {
    const user = userOf(idParam(c, "user"));
    const { identity: input } = await readBody(c, identityBody);
    const before = structuredClone(user);
    const identity = addIdentity(state, user, input);
    announceUser(account, { user, before, added: [identity], removed: [] });
    const shown = presentIdentity(identity, originOf(c));
    return c.json({ identity: shown }, 201, { location: shown.url });
  });

  return api;
}
